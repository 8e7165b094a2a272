import { grant, set, without, type Fault } from './plant.ts';

/** Faults in what roles and resources allow. */
export const policyFaults: readonly Fault[] = [
  // The service authorization.
  [
    'an action that does not exist',
    grant({ Action: 'medialive:SwitchInput', Resource: '*' }, 'medialive:'),
    /there is no action medialive:SwitchInput/,
  ],
  [
    'a service that does not exist',
    grant({ Action: 'mediaconnekt:ListFlows', Resource: '*' }, 'medialive:'),
    /there is no action mediaconnekt:ListFlows/,
  ],
  [
    'a resource for an action that takes none',
    grant(
      { Action: 'medialive:ListAlerts', Resource: 'arn:aws:medialive:eu-west-1:000000000000:channel:1' },
      'medialive:',
    ),
    /ListAlerts takes no resource/,
  ],
  [
    'a resource of another type',
    grant(
      {
        Action: 'medialive:BatchUpdateSchedule',
        Resource: 'arn:aws:medialive:eu-west-1:000000000000:input:1',
      },
      'medialive:',
    ),
    /BatchUpdateSchedule takes .*channel.*, not .*input:1/,
  ],
  [
    'a resource of another service',
    grant({ Action: 'sqs:SendMessage', Resource: 'arn:aws:sns:eu-west-1:000000000000:x' }, 'sqs:SendMessage'),
    /SendMessage takes arn:.*sqs.*, not arn:aws:sns/,
  ],
  [
    'everything for what could be granted on something',
    grant({ Action: 'dynamodb:GetItem', Resource: '*' }, 'dynamodb:'),
    /GetItem could be granted on something/,
  ],
  [
    'a condition key that no request carries',
    grant(
      {
        Action: 'sqs:SendMessage',
        Resource: 'arn:aws:sqs:eu-west-1:000000000000:x',
        Condition: { StringEquals: { 'sqs:QueueColour': 'red' } },
      },
      'sqs:SendMessage',
    ),
    /SendMessage carry no sqs:QueueColour/,
  ],
  [
    'a flow in a grant that takes none',
    grant(
      {
        Action: 'mediaconnect:ManagedAddOutput',
        Resource: 'arn:aws:mediaconnect:eu-west-1:000000000000:flow:*',
      },
      'mediaconnect:Managed',
    ),
    /ManagedAddOutput is granted on \* alone/,
  ],
  [
    'a wrong action in the policy of a queue',
    set('AWS::SQS::QueuePolicy', 'PolicyDocument.Statement.0.Action', 'sqs:Send'),
    /there is no action sqs:Send/,
  ],
  // What is granted together.
  [
    'no GetChannel beside PutObject',
    without('mediapackagev2:GetChannel'),
    /PutObject without mediapackagev2:GetChannel/,
  ],
  [
    'no retention for the logs',
    without('logs:PutRetentionPolicy'),
    /PutLogEvents without logs:PutRetentionPolicy/,
  ],
  [
    'no list of the log groups',
    without('logs:DescribeLogGroups'),
    /PutLogEvents without logs:DescribeLogGroups/,
  ],
  [
    'no permission of an interface to delete',
    without('ec2:DeleteNetworkInterfacePermission'),
    /without ec2:DeleteNetworkInterfacePermission/,
  ],
  [
    'no versions of the secret of a CDN',
    without('secretsmanager:ListSecretVersionIds'),
    /without secretsmanager:ListSecretVersionIds/,
  ],
];
