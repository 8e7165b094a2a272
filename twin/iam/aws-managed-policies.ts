import type { Statement } from './policy.ts';

const allow = (...actions: string[]): readonly Statement[] => [
  { Effect: 'Allow', Action: actions, Resource: ['*'] },
];

const writeLogs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];

/** AWS's own policies that templates attach to functions, by the name at the end of their ARN (AWS managed policy reference). */
const managedPolicies: Readonly<Record<string, readonly Statement[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': allow(...writeLogs),
  'service-role/AWSLambdaSQSQueueExecutionRole': allow(
    ...writeLogs,
    'sqs:ReceiveMessage',
    'sqs:DeleteMessage',
    'sqs:GetQueueAttributes',
  ),
  AdministratorAccess: allow('*'),
  // A list of some thousand actions, nearly all of which begin so.
  ReadOnlyAccess: allow('*:Describe*', '*:Get*', '*:List*'),
  AWSCloudFormationReadOnlyAccess: allow(
    'cloudformation:Describe*',
    'cloudformation:Get*',
    'cloudformation:List*',
  ),
  AWSXRayDaemonWriteAccess: allow('xray:PutTraceSegments', 'xray:PutTelemetryRecords'),
  CloudWatchLambdaInsightsExecutionRolePolicy: allow(...writeLogs),
};

export const awsManagedPolicy = (arn: string): readonly Statement[] => {
  const name = arn.split(':policy/')[1] ?? arn;
  const statements = managedPolicies[name];
  if (statements === undefined) {
    throw new Error(
      `The twin does not know the AWS managed policy ${arn}. It knows ${Object.keys(managedPolicies).join(', ')}; ` +
        'use a policy of your own, or add it to the list.',
    );
  }
  return statements;
};
