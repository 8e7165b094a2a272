import type { EffectResult, ScheduleSwitch } from '../../core/model/effect.ts';
import type { Millis } from '../../core/model/group.ts';
import { immediateLeadMs } from '../../core/schedule-limits.ts';
import type { ScheduleAnswer, ScheduledAction, SwitchOrder } from '../ports/media-live-gateway.ts';
import type { LoopDeps } from '../loop/deps.ts';
import { patienceUntil, type Patience } from './patience.ts';

/** How often a fixed start that MediaLive finds too early is computed afresh. */
const freshStartsMax = 2;

/** After so much throttling the order is left to the `resume` timer, so that throttled channels do not hold all workers. */
const inLineMs = 2_000;
/** MediaLive takes a call every 50 ms: a channel that waited longer between two tries would leave calls unused when the line gets short. */
const inLinePauseMaxMs = 400;

/** MediaLive does not document how it refuses a start time: a refusal that mentions time is retried with a fresh one. */
const aboutTime = /time|second|earl|soon|future|past|start/i;

type Deps = Pick<LoopDeps, 'clock' | 'chance' | 'mediaLive' | 'logger'>;

interface Try {
  readonly freshStarts: number;
  /** An action of this name may be in the schedule already. */
  readonly mayExist: boolean;
}

/**
 * Puts a switch into the channel's schedule. Safe to repeat: the action's name is the same every time, and a refusal leads
 * to a look into the schedule, where a switch of that name to that attachment means that it has been done.
 */
export async function scheduleSwitch(
  deps: Deps,
  channelArn: string,
  effect: ScheduleSwitch,
  deadlineAt: Millis,
): Promise<EffectResult> {
  const effectId = effect.id;
  const until = Math.min(deadlineAt, effect.expiresAt);
  const patience = patienceUntil(until, deps);
  const inLine = patienceUntil(Math.min(until, deps.clock.now() + inLineMs), deps, inLinePauseMaxMs);
  let next: Try = { freshStarts: 0, mayExist: true };
  for (;;) {
    const now = deps.clock.now();
    if (now >= effect.expiresAt) return { effectId, result: 'expired' };
    const { actionName, attachment } = effect;
    const start = startFor(effect, now);
    const order = { channelArn, actionName, attachment, start };
    const answer = await deps.mediaLive.scheduleSwitch(order);
    if (answer.type === 'accepted') {
      return { effectId, result: 'scheduled', startAt: startsAt(start, now), actionName };
    }
    const reaction =
      answer.type === 'unavailable'
        ? await afterSilence(effectId, next, answer, answer.throttled === true ? inLine : patience)
        : await afterRefusal(deps, effect, order, next, answer.message);
    if ('result' in reaction) return reaction;
    next = reaction;
  }
}

async function afterSilence(
  effectId: string,
  tried: Try,
  { message, throttled = false }: Extract<ScheduleAnswer, { type: 'unavailable' }>,
  patience: Patience,
): Promise<Try | EffectResult> {
  if (await patience.wait()) return { ...tried, mayExist: true };
  return { effectId, result: 'postponed', message, ...(throttled && { throttled }) };
}

async function afterRefusal(
  deps: Deps,
  effect: ScheduleSwitch,
  order: SwitchOrder,
  tried: Try,
  message: string,
): Promise<Try | EffectResult> {
  const effectId = effect.id;
  if (tried.mayExist) {
    const existing = await deps.mediaLive.findAction(order.channelArn, order.actionName);
    if (existing) return alreadyThere(deps, effect, existing);
  }
  deps.logger.warn('MediaLive refused a switch', { actionName: order.actionName, reason: message });
  const fresh = effect.start.type === 'fixed' && aboutTime.test(message);
  if (fresh && tried.freshStarts < freshStartsMax) {
    return { ...tried, freshStarts: tried.freshStarts + 1, mayExist: false };
  }
  return { effectId, result: 'refused', message };
}

function alreadyThere(deps: Deps, effect: ScheduleSwitch, existing: ScheduledAction): EffectResult {
  const { id: effectId, actionName, attachment } = effect;
  if (existing.attachment !== attachment) {
    const message = `The schedule has another action named ${actionName}, to "${existing.attachment}" instead of "${attachment}".`;
    return { effectId, result: 'refused', message };
  }
  const now = deps.clock.now();
  const startAt = existing.startAt ?? startsAt(startFor(effect, now), now);
  return { effectId, result: 'scheduled', startAt, actionName };
}

/** A fixed start is computed for each try: computed once, it would be too early after a slow call. */
function startFor({ start }: ScheduleSwitch, now: Millis): SwitchOrder['start'] {
  switch (start.type) {
    case 'at':
      return start;
    case 'fixed':
      return { type: 'at', at: now + start.leadMs };
    case 'immediate':
      return start;
  }
}

function startsAt(start: SwitchOrder['start'], now: Millis): Millis {
  return start.type === 'at' ? start.at : now + immediateLeadMs;
}
