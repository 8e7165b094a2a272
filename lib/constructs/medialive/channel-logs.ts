import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { acknowledgeWildcard } from '../acknowledge-wildcard.ts';

/** MediaLive writes the logs of every channel into one log group of a fixed name (3P-live). */
export function channelLogs(scope: Construct): PolicyStatement {
  const logGroup = Stack.of(scope).formatArn({
    service: 'logs',
    resource: 'log-group',
    resourceName: 'ElementalMediaLive:*',
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  acknowledgeWildcard(scope, logGroup, 'MediaLive names the streams in its log group itself.');
  return new PolicyStatement({
    sid: 'WriteChannelLogs',
    actions: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
    resources: [logGroup],
  });
}
