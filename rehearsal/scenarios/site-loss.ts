import { awaitSwitch, closingChecks, failoverBudget, failoverChecks } from '../failover-checks.ts';
import { exactly } from '../check.ts';
import type { Scenario } from '../scenario.ts';

/** More than the budget, so that what comes late is measured, not missed. */
const graceMs = 15_000;

/** The main job: both lines of the site on air are cut. */
export const siteLoss: Scenario = {
  name: 'site-loss',
  summary: 'site A is lost on both pipelines; the channel moves to B',
  run: async (stage) => {
    const zeroAt = stage.zero();
    await stage.site('A').cut();
    const { at, checks } = await awaitSwitch(stage, 'B', failoverBudget(stage.rehearsal).ms + graceMs);
    return [
      ...failoverChecks(stage, 'B', at),
      ...checks,
      exactly('people told: begins', stage.seen.told('switch-started', zeroAt).length, 1),
      ...(await closingChecks(stage, { switches: 1, onAir: 'B' })),
    ];
  },
};
