import { replay } from '../../../replay/replay.ts';
import type { Contender } from '../contender.ts';

/** This project: its functions as they are deployed. */
export const ours: Contender = {
  name: 'medialive-failover',
  live: async ({ trace, configuration, onlooker }) => {
    await replay(trace, configuration, { onlooker });
  },
};
