import { Aws, DefaultStackSynthesizer, Fn, Stack } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement, type IRole } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';

/** Who has business with a queue. */
export interface QueueUsers {
  /** Of the functions that send to it or read it, and of the rules: what each may do is in its own policy. */
  readonly roles: readonly IRole[];
  /** ARNs of people's principals, `*` in them being any text: they may purge it and send dead letters back. */
  readonly administrators: readonly string[];
  /** Whether AWS services send to it for themselves, as far as the rest of the policy lets them: EventBridge does so with dead letters. */
  readonly services: boolean;
}

/** What brings a message in, hides it, or takes it away. A statement of a queue's policy names at most seven actions (SQS quotas). */
const messageActions = [
  'sqs:CancelMessageMoveTask',
  'sqs:ChangeMessageVisibility',
  'sqs:DeleteMessage',
  'sqs:PurgeQueue',
  'sqs:ReceiveMessage',
  'sqs:SendMessage',
  'sqs:StartMessageMoveTask',
];

/** What would lift the guard, or have the queue lose or hold back its messages. */
const queueActions = [
  'sqs:AddPermission',
  'sqs:DeleteQueue',
  'sqs:RemovePermission',
  'sqs:SetQueueAttributes',
];

/**
 * Refuses everybody else, whatever their own policies allow: within one account `sqs:*` on `*` would be enough to move, freeze or
 * stop a channel (docs/adr/016). A service that sends for itself has no principal, and so is refused like the others unless it is let in.
 */
export function keepOthersOut(queue: Queue, { roles, administrators, services }: QueueUsers): void {
  const root = `arn:${Aws.PARTITION}:iam::${Stack.of(queue).account}:root`;
  const people = [root, ...administrators];
  queue.addToResourcePolicy(
    deny('OnlyOursTouchMessages', queue, messageActions, {
      ArnNotLike: { 'aws:PrincipalArn': [...roles.map(({ roleArn }) => roleArn), ...people] },
      ...(services && { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }),
    }),
  );
  queue.addToResourcePolicy(
    deny('OnlyDeploymentsChangeIt', queue, queueActions, {
      ArnNotLike: { 'aws:PrincipalArn': [...deployingRoles(queue), ...people] },
      // Where CloudFormation works with the rights of its caller. Without the key this holds as well.
      'ForAllValues:StringNotEquals': { 'aws:CalledVia': ['cloudformation.amazonaws.com'] },
    }),
  );
}

function deny(
  sid: string,
  queue: Queue,
  actions: readonly string[],
  conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): PolicyStatement {
  return new PolicyStatement({
    sid,
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: [...actions],
    resources: [queue.queueArn],
    conditions: { ...conditions },
  });
}

/** As whom CloudFormation works in an account that the CDK was set up in. */
function deployingRoles(queue: Queue): readonly string[] {
  const { synthesizer } = Stack.of(queue);
  return synthesizer instanceof DefaultStackSynthesizer
    ? [Fn.sub(synthesizer.cloudFormationExecutionRoleArn)]
    : [];
}
