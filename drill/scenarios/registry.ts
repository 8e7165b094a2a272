import type { Scenario } from '../scenario.ts';
import { immediate } from './immediate.ts';
import { siteLoss } from './site-loss.ts';

/** All scenarios, the main one first. */
export const scenarios: readonly Scenario[] = [siteLoss, immediate];
