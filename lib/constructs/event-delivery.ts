import { Stack } from 'aws-cdk-lib';
import type { IRuleTarget, RuleTargetConfig, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { QueuePolicy, type Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import * as permissions from './permissions.ts';
import { anySender } from '../../control/events/sender.ts';
import { forOwnAccountIfSaid } from './service-principals.ts';

export interface EventDeliveryProps {
  readonly queue: Queue;
  /** Takes what could not be delivered; left out: that is lost. */
  readonly deadLetters?: Queue;
  /** Whether it is brought in with a role; else the queue lets the rules in by their ARN. */
  readonly withRole: boolean;
  /**
   * The names of the rules, `?` being any character: the ARNs of very many would not fit into the policy of a queue (8,192 characters).
   * Left out: they are few, and each is let in by its own.
   */
  readonly ruleNames?: readonly string[];
}

/**
 * Brings what a rule matches into a queue. A queue that lets rules in by their ARN takes any text from anyone who may change a rule
 * (`PutTargets` with an `Input`); a role has to be passed by the one who sets a target, and `events:*` does not hold `iam:PassRole`. Pages of AWS
 * contradict each other on whether EventBridge uses such a role for a queue, so a deployment asks for it (docs/adr/017).
 */
export class EventDelivery extends Construct implements IRuleTarget {
  /** undefined: the rules are let in by their ARN. */
  readonly role: Role | undefined;
  readonly #props: EventDeliveryProps;
  readonly #permission: Policy | undefined;

  constructor(scope: Construct, id: string, props: EventDeliveryProps) {
    super(scope, id);
    this.#props = props;
    if (props.ruleNames !== undefined) {
      const arns = props.ruleNames.map((resourceName) =>
        Stack.of(this).formatArn({ service: 'events', resource: 'rule', resourceName }),
      );
      for (const queue of this.#lettingRulesIn()) {
        queue.addToResourcePolicy(fromRules(queue, { ArnLike: { 'aws:SourceArn': arns } }));
      }
    }
    if (!props.withRole) return;
    this.role = new Role(this, 'Role', { assumedBy: forOwnAccountIfSaid(this, 'events.amazonaws.com') });
    this.#permission = new Policy(this, 'Permission', {
      roles: [this.role],
      statements: [permissions.sendToQueue(props.queue)],
    });
  }

  /** As whom SQS names the sender of what the rules bring, for the function that reads the queue. */
  get senderId(): string {
    return this.role?.roleId ?? anySender;
  }

  /** The same way in for a rule that says this in place of the event. */
  saying(message: RuleTargetInput): IRuleTarget {
    return { bind: (rule) => ({ ...this.bind(rule), input: message }) };
  }

  bind(rule: Parameters<IRuleTarget['bind']>[0]): RuleTargetConfig {
    const { queue, deadLetters, ruleNames } = this.#props;
    // What happens while a deployment is under way must not be refused.
    if (this.#permission) rule.node.addDependency(this.#permission);
    for (const entered of this.#lettingRulesIn()) {
      if (ruleNames === undefined) {
        const { ruleArn } = rule.ruleRef;
        entered.addToResourcePolicy(fromRules(entered, { ArnEquals: { 'aws:SourceArn': ruleArn } }));
      } else {
        // Rules of other names, which a release before had, are let in until these can take over.
        policyOf(entered).node.addDependency(rule);
      }
    }
    return {
      arn: queue.queueArn,
      ...(this.role && { role: this.role }),
      targetResource: queue,
      ...(deadLetters && { deadLetterConfig: { arn: deadLetters.queueArn } }),
    };
  }

  /** The queues that EventBridge sends to for itself: dead letters whatever role the target has (User Guide, "Using dead-letter queues"). */
  #lettingRulesIn(): readonly Queue[] {
    const { queue, deadLetters, withRole } = this.#props;
    return [...(withRole ? [] : [queue]), ...(deadLetters ? [deadLetters] : [])];
  }
}

function fromRules(
  queue: Queue,
  conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): PolicyStatement {
  return new PolicyStatement({
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [queue.queueArn],
    conditions: { ...conditions },
  });
}

/** What CDK has made of the statements that were added to the queue. */
function policyOf(queue: Queue): QueuePolicy {
  const policy = queue.node.findChild('Policy');
  if (policy instanceof QueuePolicy) return policy;
  throw new Error(`The policy of ${queue.node.path} is not where CDK puts it.`);
}
