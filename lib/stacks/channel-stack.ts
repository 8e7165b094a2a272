import { CfnOutput, Fn, Stack, type StackProps } from 'aws-cdk-lib';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { BuildConfiguration } from '../../config/channel/build.ts';
import { WorkflowLifecycle } from '../constructs/lifecycle/workflow-lifecycle.ts';
import { Channel } from '../constructs/medialive/channel.ts';
import {
  InputSecurityGroup,
  MediaConnectAccess,
  MediaConnectInput,
  RtpInput,
  type IInput,
} from '../constructs/medialive/input.ts';
import { mediaLiveRole } from '../constructs/medialive/media-live-role.ts';
import { LiveOutput } from '../constructs/origins/live-output.ts';
import type { FlowPair } from './contribution-stack.ts';
import type { OriginsStack } from './origins-stack.ts';

export interface ChannelStackProps extends StackProps {
  readonly deploymentName: string;
  readonly channelName: string;
  readonly build: BuildConfiguration;
  /** By site, for those that MediaConnect feeds. */
  readonly flows: ReadonlyMap<string, FlowPair>;
  /** What the outputs share with those of other channels; undefined: they need nothing of it. */
  readonly origins: OriginsStack | undefined;
  /** Days that the logs of the channel's own function are kept. */
  readonly logRetentionDays: number;
  /** Who may touch the queues of that function by hand, by ARN. */
  readonly queueAdministrators: readonly string[];
  /** Whether rules bring events with a role. */
  readonly eventRole: boolean;
}

/** One channel: its inputs, the encoder, and its origins. The name of an input attachment is that of its site. */
export class ChannelStack extends Stack {
  readonly channel: Channel;
  /** Where the messages end that its starting and stopping fails over; an alarm of the control plane rings for them. */
  readonly deadLetters: IQueue;
  readonly #access: MediaConnectAccess | undefined;

  constructor(scope: Construct, id: string, props: ChannelStackProps) {
    super(scope, id, props);
    const { channelName, build, origins } = props;
    // An output without a CDN knows its channel group by name alone, from which CDK sees no order.
    if (origins !== undefined) this.addStackDependency(origins);
    // The actions by which MediaLive takes flows (`mediaconnect:Managed…`) are in its guide, not in the list cfn-lint knows;
    // and CDK makes a function depend on its role although it refers to it, which cfn-lint calls one dependency too many.
    this.templateOptions.metadata = { 'cfn-lint': { config: { ignore_checks: ['W3005', 'W3037'] } } };
    const role = mediaLiveRole(this, 'ChannelRole', `What channel ${channelName} may write to`);
    if (props.flows.size > 0) this.#access = new MediaConnectAccess(this, 'MediaConnectAccess');
    const liveOutputs = build.outputs.map((output) => {
      const live = new LiveOutput(this, `Output-${output.name}`, {
        deploymentName: props.deploymentName,
        channelName,
        output,
        encoding: build.encoding,
        writer: role,
        channelGroups: origins?.channelGroups ?? [],
        shared: origins?.delivery,
        logRetentionDays: props.logRetentionDays,
      });
      this.#print(`Playback-${output.name}`, live.playbackUrls);
      return live;
    });
    // In the order of the file, not of priority: CloudFormation replaces a channel whose attachments change places.
    const inputs = new Map(Object.keys(build.inputs).map((site) => [site, this.#input(site, props)]));
    this.channel = new Channel(this, 'Channel', {
      channelName,
      inputs,
      encoding: build.encoding,
      role,
      outputs: liveOutputs.flatMap(({ outputs }) => outputs),
    });
    const lifecycle = new WorkflowLifecycle(this, 'Lifecycle', {
      channel: this.channel,
      inputs: [...inputs.values()],
      flowArns: [...props.flows.values()].flatMap((pair) => pair.map(({ flowArn }) => flowArn)),
      startOnDeploy: build.startOnDeploy,
      logRetentionDays: props.logRetentionDays,
      queueAdministrators: props.queueAdministrators,
      eventRole: props.eventRole,
    });
    this.deadLetters = lifecycle.deadLetters;
    this.#print('Channel', { Arn: this.channel.channelArn, Id: this.channel.channelId });
  }

  #input(site: string, { channelName, build, flows }: ChannelStackProps): IInput {
    const inputName = `${channelName}-${site}`;
    const pair = flows.get(site);
    if (pair !== undefined && this.#access !== undefined) {
      return new MediaConnectInput(this, `Input-${site}`, { inputName, flows: pair, access: this.#access });
    }
    const rtp = build.inputs[site]?.rtp;
    if (rtp === undefined) {
      throw new Error(`Site ${site} of ${channelName} is fed by nothing: give build.inputs.${site}.`);
    }
    const input = new RtpInput(this, `Input-${site}`, {
      inputName,
      securityGroup: new InputSecurityGroup(this, `Senders-${site}`, { allow: rtp.allow }),
    });
    this.#print(`SendTo-${site}`, {
      Pipeline0: Fn.select(0, input.destinations),
      Pipeline1: Fn.select(1, input.destinations),
    });
    return input;
  }

  #print(id: string, values: Readonly<Record<string, string>>): void {
    for (const [name, value] of Object.entries(values)) new CfnOutput(this, `${id}-${name}`, { value });
  }
}
