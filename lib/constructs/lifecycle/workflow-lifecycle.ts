import { createHash } from 'node:crypto';
import { Aws, CustomResource, Duration, Stack } from 'aws-cdk-lib';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { Policy } from 'aws-cdk-lib/aws-iam';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { WorkflowPauseProperties, WorkflowRunProperties } from '../../../lambdas/lifecycle/contract.ts';
import type { Channel } from '../medialive/channel.ts';
import type { IInput } from '../medialive/input.ts';
import * as permissions from '../permissions.ts';
import { LifecycleFunction, type LifecycleFunctionProps } from './lifecycle-function.ts';

export interface WorkflowLifecycleProps extends LifecycleFunctionProps {
  readonly channel: Channel;
  readonly inputs: readonly IInput[];
  /** The flows behind the inputs; none where senders push straight into MediaLive. */
  readonly flowArns: readonly string[];
  /** Whether a deployment ends with everything running, whatever it found. */
  readonly startOnDeploy: boolean;
}

/** Longer than the function's own patience, so that CloudFormation hears the reason and not that time was up. */
const serviceTimeout = Duration.minutes(30);

/**
 * Starts a workflow after CloudFormation has made or changed it, and stops it before CloudFormation changes or deletes it,
 * because CloudFormation itself does neither, and MediaLive lets nobody change a channel that runs. Two custom resources
 * stand on either side of the channel: what CloudFormation does first on the way up it does last on the way down.
 */
export class WorkflowLifecycle extends Construct {
  readonly deadLetters: IQueue;

  constructor(scope: Construct, id: string, props: WorkflowLifecycleProps) {
    super(scope, id);
    const { channel, inputs, flowArns } = props;
    const lifecycle = new LifecycleFunction(this, 'Function', props);
    this.deadLetters = lifecycle.deadLetters;
    const common: WorkflowPauseProperties = { Flows: [...flowArns], Revision: revisionOf(channel, inputs) };
    const pause = this.#resource(lifecycle, 'Pause', 'Custom::WorkflowPause', common);
    for (const changing of [channel, ...inputs]) changing.node.addDependency(pause);
    const run = this.#resource(lifecycle, 'Run', 'Custom::WorkflowRun', {
      ...common,
      ChannelArn: channel.channelArn,
      StartOnDeploy: props.startOnDeploy ? 'true' : 'false',
    });
    run.node.addDependency(this.#permissions(lifecycle, props));
    this.#resumeAfterRollback(lifecycle, props);
  }

  #resource(
    lifecycle: LifecycleFunction,
    id: string,
    resourceType: string,
    properties: WorkflowPauseProperties | WorkflowRunProperties,
  ): CustomResource {
    const resource = new CustomResource(this, id, {
      resourceType,
      serviceToken: lifecycle.function.functionArn,
      serviceTimeout,
      properties: { ...properties },
    });
    // With its role and its event source, which the waiting needs; on the queue's policy nothing depends.
    resource.node.addDependency(lifecycle.function);
    return resource;
  }

  /** A policy of its own: it names the channel, which the function must not wait for. */
  #permissions({ function: { role } }: LifecycleFunction, props: WorkflowLifecycleProps): Policy {
    return new Policy(this, 'Permissions', {
      roles: role === undefined ? [] : [role],
      statements: [
        permissions.operateChannels([props.channel.channelArn]),
        ...(props.flowArns.length > 0 ? [permissions.operateFlows(props.flowArns)] : []),
      ],
    });
  }

  /**
   * When an update fails after the channel was paused, CloudFormation undoes what it has changed, and the resource that
   * starts the channel is not among it.
   */
  #resumeAfterRollback({ rolledBack }: LifecycleFunction, props: WorkflowLifecycleProps): void {
    const message = {
      source: 'medialive-failover/lifecycle',
      goal: props.startOnDeploy ? 'run' : 'resume',
      stackId: Aws.STACK_ID,
      channels: [props.channel.channelArn],
      flows: [...props.flowArns],
      // A person who may change rules can have this one match something else: the function has to see what it was.
      because: {
        source: EventField.source,
        stackId: EventField.fromPath('$.detail.stack-id'),
        status: EventField.fromPath('$.detail.status-details.status'),
        at: EventField.time,
      },
    };
    new Rule(this, 'RolledBack', {
      description: 'Starts the channel again when an update for which it was paused has been rolled back',
      eventPattern: {
        source: ['aws.cloudformation'],
        detailType: ['CloudFormation Stack Status Change'],
        detail: { 'stack-id': [Aws.STACK_ID], 'status-details': { status: ['UPDATE_ROLLBACK_COMPLETE'] } },
      },
      targets: [rolledBack.saying(RuleTargetInput.fromObject(message))],
    });
  }
}

/** Another text whenever the template asks for another channel or other inputs, which CloudFormation would change. */
function revisionOf(channel: Channel, inputs: readonly IInput[]): string {
  const definitions: unknown = Stack.of(channel).resolve([
    channel.definition,
    ...inputs.map(({ definition }) => definition),
  ]);
  return createHash('sha256').update(JSON.stringify(definitions)).digest('hex').slice(0, 16);
}
