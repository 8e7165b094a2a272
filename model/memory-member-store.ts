import { pipelineIds } from '../core/model/group.ts';
import {
  flowsOf,
  neverLooked,
  type ChannelMember,
  type FlowUse,
  type MemberStore,
} from '../control/ports/member-store.ts';
import type { MemoryTable } from './memory-table.ts';
import { direct, type Passage } from './passage.ts';

/** Membership in memory. */
export function memoryMemberStore(
  { members, states, looks }: MemoryTable,
  pass: Passage = direct,
): MemberStore {
  return {
    find: (channelArn) => pass('table.find-member', () => members.get(channelArn) ?? null),
    list: () =>
      pass('table.list-members', () =>
        [...members.values()].map((member) => {
          const { channelArn, name, group } = member;
          const lastLook = looks.get(channelArn) ?? neverLooked;
          return { channelArn, name, group, flows: flowsOf(member), lastLook };
        }),
      ),
    noteLook: (channelArn, look) =>
      pass('table.note-look', () => {
        if (members.has(channelArn)) {
          looks.set(channelArn, { ...neverLooked, ...looks.get(channelArn), ...look });
        }
      }),
    usesOfFlow: (flowArn) =>
      pass('table.uses-of-flow', () => [...members.values()].flatMap((member) => usesOf(member, flowArn))),
    put: (member) =>
      pass('table.put-member', () => {
        members.set(member.channelArn, member);
      }),
    remove: ({ channelArn }) =>
      pass('table.remove-member', () => {
        members.delete(channelArn);
        states.delete(channelArn);
        looks.delete(channelArn);
      }),
  };
}

function usesOf({ channelArn, inputs }: ChannelMember, flowArn: string): readonly FlowUse[] {
  return Object.entries(inputs).flatMap(([site, { flows }]) =>
    pipelineIds
      .filter((_, index) => flows[index]?.arn === flowArn)
      .map((pipeline) => ({ channelArn, site, pipeline })),
  );
}
