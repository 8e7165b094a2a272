import type { IRuleTarget, RuleTargetConfig, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { Policy, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import * as permissions from './permissions.ts';
import { forOwnAccountIfSaid } from './service-principals.ts';

export interface EventDeliveryProps {
  readonly queue: Queue;
  /** Takes what could not be delivered; left out: that is lost. */
  readonly deadLetters?: Queue;
}

/**
 * Brings what a rule matches into a queue, with a role of its own. A queue that let rules in by their ARN would take any text from whoever
 * may change a rule (`PutTargets` with an `Input`); a role has to be passed by whoever sets a target, and `events:*` does not hold
 * `iam:PassRole` (docs/adr/017). EventBridge takes roles for queues since March 2025 (User Guide, "Using resource-based policies").
 */
export class EventDelivery extends Construct implements IRuleTarget {
  readonly role: Role;
  readonly #props: EventDeliveryProps;
  readonly #permission: Policy;

  constructor(scope: Construct, id: string, props: EventDeliveryProps) {
    super(scope, id);
    this.#props = props;
    this.role = new Role(this, 'Role', { assumedBy: forOwnAccountIfSaid(this, 'events.amazonaws.com') });
    this.#permission = new Policy(this, 'Permission', {
      roles: [this.role],
      statements: [permissions.sendToQueue(props.queue)],
    });
  }

  /** The same way in for a rule that says this in place of the event. */
  saying(message: RuleTargetInput): IRuleTarget {
    return { bind: (rule) => ({ ...this.bind(rule), input: message }) };
  }

  bind(rule: Parameters<IRuleTarget['bind']>[0]): RuleTargetConfig {
    const { queue, deadLetters } = this.#props;
    // What happens while a deployment is under way must not be refused.
    rule.node.addDependency(this.#permission);
    deadLetters?.addToResourcePolicy(lettersOf(rule.ruleRef.ruleArn, deadLetters));
    return {
      arn: queue.queueArn,
      role: this.role,
      targetResource: queue,
      ...(deadLetters && { deadLetterConfig: { arn: deadLetters.queueArn } }),
    };
  }
}

/** Dead letters come from EventBridge itself, whatever role the target has (User Guide, "Using dead-letter queues"). */
function lettersOf(ruleArn: string, deadLetters: Queue): PolicyStatement {
  return new PolicyStatement({
    principals: [new ServicePrincipal('events.amazonaws.com')],
    actions: ['sqs:SendMessage'],
    resources: [deadLetters.queueArn],
    conditions: { ArnEquals: { 'aws:SourceArn': ruleArn } },
  });
}
