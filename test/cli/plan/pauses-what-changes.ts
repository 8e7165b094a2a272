import type { StackPlan } from '../../../cli/plan/plan.ts';

/** MediaLive lets nobody change a channel that runs: a stack that changes one, or an input of it, has to pause it. */
export const pausesWhatChanges = (plan: readonly StackPlan[]): readonly string[] =>
  plan
    .filter(({ verdict }) => verdict === 'in place' || verdict === 'gap')
    .filter(({ changed }) => changed.some((type) => stopped.includes(type)))
    .map(({ stack }) => `${stack} changes without being paused.`);

const stopped = ['AWS::MediaLive::Channel', 'AWS::MediaLive::Input'];
