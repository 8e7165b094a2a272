import type { Scenario } from '../scenario.ts';
import { siteLoss } from './site-loss.ts';

/** The faster start: MediaLive itself adds 10 s, so that both pipelines switch at one instant. */
export const immediate: Scenario = {
  ...siteLoss,
  name: 'immediate',
  summary: 'as site-loss, with `start: {type: immediate}`: the faster way',
  policy: [{ path: ['start'], value: { type: 'immediate' } }],
};
