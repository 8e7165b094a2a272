import type { EffectResult, PrepareInput } from '../../../core/model/effect.ts';
import type { Millis } from '../../../core/model/group.ts';
import type { DecideDeps } from './deps.ts';
import { patienceUntil } from './patience.ts';

/**
 * Has MediaLive prepare an input. Safe to repeat: a second action of the same name is refused, and what it would have
 * prepared is prepared already.
 */
export async function prepareInput(
  deps: Pick<DecideDeps, 'clock' | 'chance' | 'mediaLive'>,
  channelArn: string,
  { id: effectId, actionName, attachment }: PrepareInput,
  deadlineAt: Millis,
): Promise<EffectResult> {
  const patience = patienceUntil(deadlineAt, deps);
  for (let silent = false; ; silent = true) {
    const answer = await deps.mediaLive.prepareInput(channelArn, actionName, attachment);
    if (answer.type === 'accepted') return { effectId, result: 'done' };
    const { message } = answer;
    // After a silence the action may be there already, and its name is what is refused.
    if (answer.type === 'rejected')
      return silent ? { effectId, result: 'done' } : { effectId, result: 'refused', message };
    if (!(await patience.wait())) return { effectId, result: 'postponed', message };
  }
}
