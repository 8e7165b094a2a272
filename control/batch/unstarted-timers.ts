import type { Effect, StartTimer } from '../../core/model/effect.ts';
import { resumeTimer } from '../../core/resumption.ts';
import type { Handled } from '../loop/handle-event.ts';
import type { LoopDeps } from '../loop/deps.ts';
import { runPatiently, type BatchTimes, type Job } from './run-job.ts';

/** What is decided when a timer is due takes about this long. */
const decisionMs = 4000;

/**
 * Waits for timers of a channel that the queue did not take and that are due before the function ends, and decides on them
 * as their messages would have it. So confirmation windows end on time, and orders are tried again, while nothing can be
 * sent; what is due later is found by the next event.
 */
export async function waitForUnstarted(
  deps: LoopDeps,
  { messageId, channelArn, event }: Job,
  decided: readonly Handled[],
  times: BatchTimes,
): Promise<void> {
  const all = [...decided];
  const waitedFor = new Set<string>();
  for (;;) {
    const next = unstartedIn(all)
      .filter(({ id }) => !waitedFor.has(id))
      .toSorted((one, other) => one.dueAt - other.dueAt)[0];
    if (next === undefined || next.dueAt + decisionMs > times.endAt) return;
    const { id, timerId, dueAt } = next;
    waitedFor.add(id);
    deps.logger.warn('The queue did not take a timer, which is waited for', { channel: channelArn, timerId });
    await deps.clock.sleep(Math.max(0, dueAt - deps.clock.now()));
    const due = { type: 'timer', id: `${event.id}/${timerId}@${dueAt}`, timerId, dueAt } as const;
    const made = await runPatiently(deps, { messageId, channelArn, event: due, redelivered: false }, times);
    if (!made) return;
    all.push(made);
  }
}

/** Timers that could not be started and are wanted still. That of what is owed is waited for where more than timers is. */
function unstartedIn(decided: readonly Handled[]): readonly StartTimer[] {
  const outbox = decided.at(-1)?.state.outbox ?? {};
  const owesMore = Object.values(outbox).some(({ type }) => type !== 'start-timer');
  return decided
    .flatMap(({ results }) => results)
    .flatMap(({ result, effectId }): readonly (Effect | undefined)[] =>
      result === 'postponed' ? [outbox[effectId]] : [],
    )
    .filter((effect) => effect?.type === 'start-timer')
    .filter(({ timerId }) => timerId !== resumeTimer || owesMore);
}
