import { storedCopy } from './stored-copy.ts';
import { pipelineIds } from '../../../core/model/group.ts';
import type { ChannelMember, MemberStore } from '../../../lambdas/shared/ports/member-store.ts';

/** Membership in a map. */
export class InMemoryMemberStore implements MemberStore {
  readonly members = new Map<string, ChannelMember>();
  /** Called with each channel that is taken out of care. */
  onRemove: (channelArn: string) => void = () => undefined;

  find(channelArn: string) {
    return Promise.resolve(this.members.get(channelArn) ?? null);
  }

  list() {
    const all = [...this.members.values()];
    return Promise.resolve(all.map(({ channelArn, name, group }) => ({ channelArn, name, group })));
  }

  usesOfFlow(flowArn: string) {
    const uses = [...this.members.values()].flatMap(({ channelArn, inputs }) =>
      Object.entries(inputs).flatMap(([inputGroup, { flows }]) =>
        pipelineIds
          .filter((_, index) => flows[index]?.arn === flowArn)
          .map((pipeline) => ({ channelArn, inputGroup, pipeline })),
      ),
    );
    return Promise.resolve(uses);
  }

  put(member: ChannelMember) {
    this.members.set(member.channelArn, storedCopy(member));
    return Promise.resolve();
  }

  remove({ channelArn }: ChannelMember) {
    this.members.delete(channelArn);
    this.onRemove(channelArn);
    return Promise.resolve();
  }
}
