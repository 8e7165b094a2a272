import { pipelineIds } from './model/group.ts';
import { announce } from './notification.ts';
import { record, withState, type Turn } from './turn.ts';

/** People are told when a channel stops, because automation leaves it alone from then on, and when it runs again. */
export function tellRunning(turn: Turn): Turn {
  const { pipelines, runs } = turn.state;
  const known = pipelineIds.map((id) => pipelines[id].running);
  const now = known.includes(true) ? true : known.every((running) => running === false) ? false : null;
  if (now === null || now === runs) return turn;
  const told = withState(turn, { runs: now });
  if (runs === undefined) return told;
  const why = now
    ? 'The channel runs again: automation watches it.'
    : 'The channel has stopped: automation does nothing on it until it runs again.';
  return announce(
    record(told, 'observation', 'noted', why),
    now ? 'channel-started' : 'channel-stopped',
    why,
  );
}
