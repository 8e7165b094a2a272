import type { ChannelFacts } from '../../../rehearsal/faults/judge.ts';

/** A channel of which chaos has nothing to object to. */
export const channelDone: ChannelFacts = {
  switches: ['site-b'],
  onAir: ['site-b', 'site-b'],
  onBMs: 19_500,
  settled: true,
  toldStarted: 1,
  toldCompleted: 1,
};
