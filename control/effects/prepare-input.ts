import type { EffectResult, PrepareInput } from '../../core/model/effect.ts';
import type { Millis } from '../../core/model/group.ts';
import type { LoopDeps } from '../loop/deps.ts';
import { patienceUntil } from './patience.ts';

/**
 * Has MediaLive prepare an input. Safe to repeat: the action's name is the same every time, and a refusal leads to a look into
 * the schedule, where one of that name means that it has been done.
 */
export async function prepareInput(
  deps: Pick<LoopDeps, 'clock' | 'chance' | 'mediaLive'>,
  channelArn: string,
  { id: effectId, actionName, attachment }: PrepareInput,
  deadlineAt: Millis,
): Promise<EffectResult> {
  const patience = patienceUntil(deadlineAt, deps);
  for (;;) {
    const answer = await deps.mediaLive.prepareInput(channelArn, actionName, attachment);
    if (answer.type === 'accepted') return { effectId, result: 'done' };
    const { message } = answer;
    if (answer.type === 'rejected') {
      const existing = await deps.mediaLive.findAction(channelArn, actionName);
      const isThere = existing?.attachment === attachment;
      return isThere ? { effectId, result: 'done' } : { effectId, result: 'refused', message };
    }
    // Those who have to switch need the calls more.
    const isThrottled = answer.throttled === true;
    if (isThrottled || !(await patience.wait())) return { effectId, result: 'postponed', message };
  }
}
