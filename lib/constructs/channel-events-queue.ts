import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { EventDelivery } from './event-delivery.ts';
import { keepOthersOut, type QueueUsers } from './queue-guard.ts';

/**
 * Everything that happens to a channel, and every timer, waits here for the controller; what fails again and again goes to
 * the dead-letter queue, which has an alarm and a runbook.
 */
export class ChannelEventsQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;
  /** Brings the events of rules in. */
  readonly delivery: EventDelivery;

  /**
   * @param props.consumerTimeout the timeout of the function that reads the queue.
   * @param props.eventRole whether the rules bring events with a role.
   * @param props.ruleNames what the rules are called, `?` being any character.
   */
  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly consumerTimeout: Duration;
      readonly eventRole: boolean;
      readonly ruleNames: readonly string[];
    },
  ) {
    super(scope, id);
    this.deadLetters = new Queue(this, 'DeadLetters', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    });
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      // Twice the timeout and not the usual six times: what failed is on the way of a failover and must come back soon. A
      // message seen twice is harmless, since every decision is one conditional write.
      visibilityTimeout: Duration.seconds(2 * props.consumerTimeout.toSeconds()),
      // Evidence older than this decides nothing any more; the reconciler has looked long since.
      retentionPeriod: Duration.days(1),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 6 },
      // SQS asks no policy when it moves a dead letter: nobody may make this the dead-letter queue of one of theirs.
      redriveAllowPolicy: { redrivePermission: RedrivePermission.DENY_ALL },
    });
    this.delivery = new EventDelivery(this, 'Delivery', {
      queue: this.queue,
      deadLetters: this.deadLetters,
      withRole: props.eventRole,
      ruleNames: props.ruleNames,
    });
  }

  /** Lets nobody but these functions, and the rules, put anything in or take anything out. */
  guard({ roles, administrators }: Pick<QueueUsers, 'roles' | 'administrators'>): void {
    const { role } = this.delivery;
    const users = role ? [...roles, role] : roles;
    keepOthersOut(this.queue, { roles: users, administrators, services: role === undefined });
    keepOthersOut(this.deadLetters, { roles: [], administrators, services: true });
  }
}
