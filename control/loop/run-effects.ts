import type { Effect, EffectResult, Notify } from '../../core/model/effect.ts';
import type { Millis } from '../../core/model/group.ts';
import { cancelSwitch } from '../effects/cancel-switch.ts';
import type { LoopDeps } from './deps.ts';
import { prepareInput } from '../effects/prepare-input.ts';
import { scheduleSwitch } from '../effects/schedule-switch.ts';

/** The outcome of an effect, and when it was known. */
export interface EffectRun {
  readonly effect: Effect;
  readonly result: EffectResult;
  readonly at: Millis;
}

/** Effects on the schedule run in this order, so that a cancelled switch is not added afterwards. */
const scheduleOrder = ['cancel-switch', 'schedule-switch'] as const;

/**
 * Carries out the effects of one channel: first those on the schedule, because viewers wait for them, then the rest in parallel;
 * notifications one after the other. Never throws: a failed effect stays in the outbox. `deadlineOf`: until when MediaLive is called
 * again.
 */
export async function runEffects(
  deps: LoopDeps,
  channelArn: string,
  effects: readonly Effect[],
  deadlineOf: (effect: Effect) => Millis,
): Promise<readonly EffectRun[]> {
  const run = async (effect: Effect): Promise<EffectRun> => {
    const result = await runSafely(deps, channelArn, effect, deadlineOf(effect));
    return { effect, result, at: deps.clock.now() };
  };
  const inTurn = async (some: readonly Effect[]): Promise<readonly EffectRun[]> => {
    const runs: EffectRun[] = [];
    for (const effect of some) runs.push(await run(effect));
    return runs;
  };
  const ofSchedule = scheduleOrder.flatMap((type) => effects.filter((effect) => effect.type === type));
  const messages = effects.filter((effect) => effect.type === 'notify').toSorted(byTime);
  const others = effects.filter((effect) => effect.type !== 'notify' && !ofSchedule.includes(effect));
  const scheduled = await inTurn(ofSchedule);
  const [told, done] = await Promise.all([inTurn(messages), Promise.all(others.map(run))]);
  return [...scheduled, ...told, ...done];
}

/** Notifications go out in the order of what happened. */
function byTime(a: Notify, b: Notify): number {
  return a.notification.at - b.notification.at;
}

async function runSafely(
  deps: LoopDeps,
  channelArn: string,
  effect: Effect,
  deadlineAt: Millis,
): Promise<EffectResult> {
  try {
    return await runEffect(deps, channelArn, effect, deadlineAt);
  } catch (error) {
    deps.logger.error('An effect failed and stays owed', { effect: effect.type, effectId: effect.id, error });
    // The error's text may name roles and tables. Operators see this message, so only the log gets the text.
    const message = error instanceof Error ? error.name : 'Error';
    return { effectId: effect.id, result: 'postponed', message };
  }
}

async function runEffect(
  deps: LoopDeps,
  channelArn: string,
  effect: Effect,
  deadlineAt: Millis,
): Promise<EffectResult> {
  switch (effect.type) {
    case 'schedule-switch':
      return scheduleSwitch(deps, channelArn, effect, deadlineAt);
    case 'cancel-switch':
      return cancelSwitch(deps, channelArn, effect, deadlineAt);
    case 'prepare-input':
      return prepareInput(deps, channelArn, effect, deadlineAt);
    case 'start-timer':
      await deps.timers.start(channelArn, effect.timerId, effect.dueAt);
      break;
    case 'notify':
      await deps.notifier.notify(effect.subject, effect.notification);
      break;
    case 'publish':
      await deps.publisher.publish(effect.id, effect.detailType, effect.detail);
      break;
    case 'write-log': {
      const { id, at, decision } = effect;
      await deps.log.appendDecision(channelArn, { id, at, decision });
      break;
    }
  }
  return { effectId: effect.id, result: 'done' };
}
