import type { ChannelSpec, InputSecurityGroupSpec, InputSpec } from '../estate.ts';
import { channelArn, inputArn, inputSecurityGroupArn } from './arn.ts';
import type { Channel } from './channel/channel.ts';
import { channelsOf, type Inventory } from './inventory.ts';
import type { TagStore } from './tag-store.ts';

/** What there is in MediaLive, and how it is made, changed and deleted. */
export interface MediaLiveResources {
  readonly inventory: Inventory;
  /** One more input, or another definition of one that there is. */
  readonly putInput: (input: InputSpec) => void;
  /** @throws Error while a channel has it */
  readonly removeInput: (id: string) => void;
  readonly addSecurityGroup: (group: InputSecurityGroupSpec) => void;
  /** @throws Error while an input has it */
  readonly removeSecurityGroup: (id: string) => void;
  /** One more channel, IDLE; its inputs must be there. */
  readonly addChannel: (channel: ChannelSpec) => void;
  /** Puts another definition in the place of a channel. @throws Error unless it is idle */
  readonly changeChannel: (channel: ChannelSpec) => void;
  /** @throws Error unless it is idle */
  readonly removeChannel: (id: string) => void;
}

export function mediaLiveResources({
  account,
  region,
  tags,
  channelOf,
}: {
  readonly account: string;
  readonly region: string;
  readonly tags: TagStore;
  readonly channelOf: (spec: ChannelSpec, inventory: Inventory) => Channel;
}): MediaLiveResources {
  const inputs = new Map<string, InputSpec>();
  const securityGroups = new Map<string, InputSecurityGroupSpec>();
  const channels = new Map<string, Channel>();
  const inventory: Inventory = { account, region, inputs, securityGroups, channels };
  const putInput = (input: InputSpec): void => {
    inputs.set(input.id, input);
    tags.made(inputArn(inventory, input.id), input.tags);
  };
  const addChannel = (spec: ChannelSpec): void => {
    channels.set(spec.id, channelOf(spec, inventory));
    tags.made(channelArn(inventory, spec.id), spec.tags);
  };
  const removeChannel = (id: string): void => {
    const channel = channels.get(id);
    if (channel === undefined) return;
    if (channel.state !== 'IDLE') {
      throw new Error(`Channel ${id} is ${channel.state}: it has to be IDLE to be changed or deleted.`);
    }
    channel.close();
    channels.delete(id);
    tags.gone(channelArn(inventory, id));
  };
  return {
    inventory,
    putInput,
    removeInput: (id) => {
      const [channel] = channelsOf(inventory, id);
      if (channel !== undefined) {
        throw new Error(`Input ${id} cannot be deleted: it is attached to channel ${channel.spec.id}.`);
      }
      inputs.delete(id);
      tags.gone(inputArn(inventory, id));
    },
    addSecurityGroup: (group) => {
      securityGroups.set(group.id, group);
      tags.made(inputSecurityGroupArn(inventory, group.id), group.tags);
    },
    removeSecurityGroup: (id) => {
      const user = [...inputs.values()].find(({ securityGroups: own = [] }) => own.includes(id));
      if (user !== undefined) {
        throw new Error(`Input security group ${id} cannot be deleted: input ${user.id} has it.`);
      }
      securityGroups.delete(id);
      tags.gone(inputSecurityGroupArn(inventory, id));
    },
    addChannel,
    changeChannel: (spec) => {
      removeChannel(spec.id);
      addChannel(spec);
    },
    removeChannel,
  };
}
