import type { ChannelState } from '../../core/model/state.ts';
import { resumeTimer } from '../../core/resumption.ts';
import { misreadState } from './misread-state.ts';
import type { PlantedBug } from './planted-bug.ts';

/** Mistakes in trying again what could not be carried out. */
export const paceBugs: readonly PlantedBug[] = [
  {
    name: 'every event retries what is owed, and arms a timer of its own for it',
    promise: 'pace',
    deps: misreadState(overdue),
  },
  {
    name: 'an order that MediaLive throttles stands in line for good',
    promise: 'pace',
    deps: misreadState(justComeInLine),
  },
  {
    name: 'a timer that the queue has not taken counts as started',
    promise: 'pace',
    deps: (deps) => ({
      ...deps,
      timers: { start: (...timer) => deps.timers.start(...timer).catch(() => undefined) },
    }),
  },
];

/** Its place in line is as old as its last try, whatever was tried before. */
function justComeInLine(state: ChannelState): ChannelState {
  const { inLineSince: _, ...others } = state;
  return others;
}

/** What is owed has had its time, whenever it was put off. */
function overdue(state: ChannelState): ChannelState {
  if (Object.keys(state.outbox).length === 0) return state;
  return { ...state, timers: { ...state.timers, [resumeTimer]: 0 } };
}
