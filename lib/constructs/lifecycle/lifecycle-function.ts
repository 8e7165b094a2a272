import { Duration, Lazy } from 'aws-cdk-lib';
import type { Role } from 'aws-cdk-lib/aws-iam';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type * as v from 'valibot';
import type { lifecycleEnvironment } from '../../../lambdas/lifecycle/contract.ts';
import { ControlFunction } from '../control-function.ts';
import { EventDelivery } from '../event-delivery.ts';
import * as permissions from '../permissions.ts';
import { keepOthersOut } from '../queue-guard.ts';

const timeout = Duration.seconds(30);

export interface LifecycleFunctionProps {
  readonly logRetentionDays: number;
  /** Who may touch the queues by hand, by ARN. */
  readonly queueAdministrators: readonly string[];
  /** Whether the rule brings its news with a role. */
  readonly eventRole: boolean;
}

/**
 * The function that starts and stops one channel and its flows, and the queue by which it waits. Each channel has one of its
 * own, so that its permissions name that channel and no deployment of another touches it.
 */
export class LifecycleFunction extends Construct {
  readonly function: IFunction;
  readonly queue: Queue;
  /** What failed too often lies here: a deployment waits in vain, or a channel stays stopped. */
  readonly deadLetters: Queue;
  /** Brings in what the rule for a roll-back says. */
  readonly rolledBack: EventDelivery;
  readonly #role: Role;

  constructor(scope: Construct, id: string, props: LifecycleFunctionProps) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(6 * timeout.toSeconds()),
      // CloudFormation waits no longer than this for an answer.
      retentionPeriod: Duration.hours(1),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
      // SQS asks no policy when it moves a dead letter: nobody may make this the dead-letter queue of one of theirs.
      redriveAllowPolicy: { redrivePermission: RedrivePermission.DENY_ALL },
    });
    const rolledBack = new EventDelivery(this, 'RolledBack', {
      queue: this.queue,
      withRole: props.eventRole,
    });
    this.rolledBack = rolledBack;
    const lifecycle = new ControlFunction<v.InferOutput<typeof lifecycleEnvironment>>(this, 'Handler', {
      folder: 'lifecycle',
      description: 'Starts and stops the flows and the channel as deployments need it',
      environment: {
        WORK_QUEUE_URL: this.queue.queueUrl,
        // Its own, known only once it has been made.
        OWN_ROLE_IDS: Lazy.string({ produce: (): string => this.#role.roleId }),
        RULE_ROLE_ID: rolledBack.senderId,
      },
      timeout,
      memoryMb: 256,
      logRetentionDays: props.logRetentionDays,
    });
    this.#role = lifecycle.role;
    lifecycle.allow(permissions.sendToQueue(this.queue));
    permissions.allowAnywhere(lifecycle, 'medialive:ListChannels');
    lifecycle.function.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 1, reportBatchItemFailures: true, maxConcurrency: 2 }),
    );
    this.function = lifecycle.function;
    const administrators = props.queueAdministrators;
    const { role } = rolledBack;
    const roles = role ? [lifecycle.role, role] : [lifecycle.role];
    keepOthersOut(this.queue, { roles, administrators, services: role === undefined });
    keepOthersOut(this.deadLetters, { roles: [], administrators, services: false });
  }
}
