import { misreadState } from './misread-state.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Mistakes in keeping decisions and their effects together. */
export const outboxBugs: readonly PlantedBug[] = [
  {
    name: 'what a crash left undone is forgotten',
    promise: 'outbox',
    deps: misreadState((state) => ({ ...state, outbox: {} })),
  },
  {
    name: 'a state is saved over what somebody else has saved',
    promise: 'outbox',
    deps: (deps) => ({
      ...deps,
      channels: {
        ...deps.channels,
        save: async (state, now) => {
          const saved = await deps.channels.save(state, now);
          if (saved !== 'conflict') return saved;
          const { state: other } = await deps.channels.load(state.channelArn);
          return deps.channels.save({ ...state, version: other?.version ?? 0 }, now);
        },
      },
    }),
  },
  {
    name: 'every try of a switch has a name of its own',
    promise: 'outbox',
    deps: (deps) => {
      let tries = 0;
      return {
        ...deps,
        mediaLive: {
          ...deps.mediaLive,
          scheduleSwitch: (order) => {
            tries += 1;
            return deps.mediaLive.scheduleSwitch({
              ...order,
              actionName: `${order.actionName}-${deps.clock.now()}-${tries}`,
            });
          },
        },
      };
    },
  },
];
