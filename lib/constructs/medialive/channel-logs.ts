import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeWildcard } from '../acknowledge-wildcard.ts';

/**
 * MediaLive writes the logs of every channel into one log group of a fixed name (3P-live). Granted are the seven actions of its
 * guide (UG/requirements-for-ml-cloudwatch-logs).
 */
export function channelLogs(scope: Construct): readonly PolicyStatement[] {
  const logGroup = Stack.of(scope).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: 'ElementalMediaLive:*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  acknowledgeWildcard(scope, logGroup, 'MediaLive names the streams in its log group itself.');
  acknowledgeWildcard(scope, '*', 'The list of log groups has no resource-level permission.');
  return [
    new PolicyStatement({
      sid: 'WriteChannelLogs',
      actions: [
        'logs:CreateLogGroup',
        'logs:CreateLogStream',
        'logs:DescribeLogStreams',
        'logs:PutLogEvents',
        'logs:PutMetricFilter',
        'logs:PutRetentionPolicy',
      ],
      resources: [logGroup],
    }),
    new PolicyStatement({ sid: 'ListLogGroups', actions: ['logs:DescribeLogGroups'], resources: ['*'] }),
  ];
}
