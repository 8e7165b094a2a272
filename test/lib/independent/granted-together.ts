import { statementsIn } from './authorization.ts';
import { ofType, policiesOf, type DeploymentTemplates, type Rule } from './deployed-template.ts';

const grantsOf = (deployment: DeploymentTemplates, service: string, action: string) => {
  const roles = ofType(deployment, 'AWS::IAM::Role').filter(({ properties: given }) =>
    JSON.stringify(given['AssumeRolePolicyDocument']).includes(service),
  );
  const policies = roles.flatMap(({ stack, id }) =>
    policiesOf(stack, id).map((policy) => `${stack.name}/${policy}`),
  );
  return policies
    .map((at) => ({
      at,
      actions: statementsIn(deployment)
        .filter((one) => one.at === at)
        .flatMap(({ actions }) => actions),
    }))
    .filter(({ actions }) => actions.includes(action));
};

/** Who is granted one of these needs the others too. */
const together = [
  {
    service: 'medialive.amazonaws.com',
    source: 'aws/aws-cdk issue 38581',
    actions: ['mediapackagev2:PutObject', 'mediapackagev2:GetChannel'],
  },
  {
    service: 'medialive.amazonaws.com',
    source: 'MediaLive User Guide, requirements for CloudWatch logs',
    actions: [
      'logs:PutLogEvents',
      'logs:CreateLogGroup',
      'logs:CreateLogStream',
      'logs:DescribeLogGroups',
      'logs:DescribeLogStreams',
      'logs:PutMetricFilter',
      'logs:PutRetentionPolicy',
    ],
  },
  {
    service: 'mediaconnect.amazonaws.com',
    source: 'MediaConnect User Guide, iam-policy-examples-for-mediaconnect-vpc',
    actions: [
      'ec2:CreateNetworkInterface',
      'ec2:CreateNetworkInterfacePermission',
      'ec2:DeleteNetworkInterface',
      'ec2:DeleteNetworkInterfacePermission',
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
    ],
  },
  {
    service: 'mediaconnect.amazonaws.com',
    source: 'aws/aws-cdk, aws-mediaconnect-alpha, lib/shared.ts, resolveEncryptionRole',
    actions: [
      'secretsmanager:GetSecretValue',
      'secretsmanager:DescribeSecret',
      'secretsmanager:GetResourcePolicy',
      'secretsmanager:ListSecretVersionIds',
      'kms:Decrypt',
    ],
  },
  {
    service: 'mediapackage.amazonaws.com',
    source: 'MediaPackage User Guide, setting-up-create-trust-rel-policy-cdn',
    actions: [
      'secretsmanager:GetSecretValue',
      'secretsmanager:DescribeSecret',
      'secretsmanager:ListSecretVersionIds',
    ],
  },
];

export const grantedTogether: Rule = (deployment) =>
  together.flatMap(({ service, source, actions }) =>
    grantsOf(deployment, service, actions[0] ?? '').flatMap(({ at, actions: granted }) =>
      actions
        .filter((action) => !granted.includes(action))
        .map((action) => `${at}: ${actions[0] ?? ''} without ${action} (${source}).`),
    ),
  );
