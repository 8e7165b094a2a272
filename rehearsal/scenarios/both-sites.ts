import { exactly, within } from '../check.ts';
import { actuationBudget, awaitSwitch, closingChecks, lossMs } from '../failover-checks.ts';
import { clearMs, confirmMs } from '../rehearsal.ts';
import type { Scenario } from '../scenario.ts';

const marginMs = 1500;

/** Nowhere to go: the channel stays, people are told, and it goes as soon as there is somewhere to go. */
export const bothSites: Scenario = {
  name: 'both-sites',
  summary: 'both sites go dark; the channel stays, and moves once when B is back and well',
  run: async (stage) => {
    const { seen, rehearsal } = stage;
    const window = confirmMs(rehearsal);
    stage.zero();
    await stage.site('B').cut();
    await stage.rest(lossMs + window);
    const zeroAt = stage.zero();
    await stage.site('A').cut();
    const prevented = await stage.until(
      () => seen.told('failover-prevented', zeroAt)[0],
      lossMs + window + 10_000,
    );
    await stage.rest(window + 3000);
    const switchesInTheDark = seen.switches.length;
    const resumedAt = await stage.site('B').resume();
    const actuation = actuationBudget(rehearsal);
    const budgetMs = clearMs(rehearsal) + actuation.ms + 1000;
    const why = `${clearMs(rehearsal) / 1000} + ${actuation.why} + 1`;
    const { at, checks } = await awaitSwitch(stage, 'B', budgetMs + 15_000);
    await stage.rest(window + lossMs);
    return [
      within(
        'people told: nothing can be done',
        prevented && prevented.at - zeroAt,
        lossMs + window + marginMs,
      ),
      exactly('switches while both were dark', switchesInTheDark, 0),
      within('both pipelines on B, from its return', at && at - resumedAt, budgetMs, why),
      ...checks,
      ...(await closingChecks(stage, { switches: 1, onAir: 'B' })),
    ];
  },
};
