import type { CancelSwitch, EffectResult } from '../../core/model/effect.ts';
import type { Millis } from '../../core/model/group.ts';
import type { LoopDeps } from '../loop/deps.ts';
import { patienceUntil } from './patience.ts';

/** Takes a planned switch out of the channel's schedule; one that is not there any more has been taken out before. */
export async function cancelSwitch(
  deps: Pick<LoopDeps, 'clock' | 'chance' | 'mediaLive'>,
  channelArn: string,
  { id: effectId, actionName }: CancelSwitch,
  deadlineAt: Millis,
): Promise<EffectResult> {
  const patience = patienceUntil(deadlineAt, deps);
  for (;;) {
    const answer = await deps.mediaLive.cancelSwitch(channelArn, actionName);
    if (answer.type === 'accepted') return { effectId, result: 'done' };
    const { message } = answer;
    if (answer.type === 'rejected') return { effectId, result: 'refused', message };
    if (!(await patience.wait())) return { effectId, result: 'postponed', message };
  }
}
