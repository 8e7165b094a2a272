import type { Millis } from '../../core/model/group.ts';
import { handleEvent, type Handled } from '../loop/handle-event.ts';
import type { LoopDeps } from '../loop/deps.ts';
import { patienceUntil } from '../effects/patience.ts';
import type { Work } from './work.ts';

/** One event of one channel, and the message that brought it. */
export interface Job extends Work {
  readonly messageId: string;
  readonly redelivered: boolean;
}

/** The times that a batch keeps to. */
export interface BatchTimes {
  /** What fails is tried again until then. */
  readonly patienceUntil: Millis;
  /** What is begun must have come to an end by then, so that the function ends in good order. */
  readonly endAt: Millis;
}

/** What the function needs to come to an end in good order, after the last retry of an effect. */
const reserveMs = 4000;

/**
 * How long after the start of a batch what has failed is tried again. Most failures are of a moment, and a message that goes
 * back to the queue returns after 40 s, when the failover should long be over. What keeps failing must not hold up the rest.
 */
const tryAgainMs = 8000;

/** A timer that is due sooner than the queue can tell is waited for. */
const waitMaxMs = 1000;

/** The times of a batch that begins now, in a function that is ended at `deadlineAt`. */
export function batchTimes(now: Millis, deadlineAt: Millis): BatchTimes {
  const endAt = deadlineAt - reserveMs;
  return { patienceUntil: Math.min(now + tryAgainMs, endAt), endAt };
}

/**
 * Runs a job, again where it fails; what a failed try has left behind is carried on as after a redelivery.
 * null: the channel is not managed.
 */
export async function runPatiently(deps: LoopDeps, job: Job, times: BatchTimes): Promise<Handled | null> {
  if (deps.clock.now() >= times.endAt) throw new Error('There was no time left to work on it.');
  const patience = patienceUntil(times.patienceUntil, deps);
  for (let next = job; ; next = { ...job, redelivered: true }) {
    try {
      return await runJob(deps, next, times.endAt);
    } catch (error) {
      if (!(await patience.wait())) throw error;
      deps.logger.warn('A message failed and is tried again', { messageId: job.messageId, error });
    }
  }
}

async function runJob(
  deps: LoopDeps,
  { channelArn, event, redelivered }: Job,
  deadlineAt: Millis,
): Promise<Handled | null> {
  const logger = deps.logger.with({ channel: channelArn, eventId: event.id });
  if (event.type === 'timer') {
    const earlyMs = event.dueAt - deps.clock.now();
    if (earlyMs > 0 && earlyMs <= waitMaxMs) await deps.clock.sleep(earlyMs);
  }
  return handleEvent({ ...deps, logger }, channelArn, event, { deadlineAt, redelivered });
}
