import { exactly, happened, within } from '../check.ts';
import { actuationBudget, awaitSwitch, closingChecks, failoverBudget, lossMs } from '../failover-checks.ts';
import { clearMs, confirmMs } from '../rehearsal.ts';
import type { Scenario } from '../scenario.ts';

const lastResortMs = 20_000;
const marginMs = 1500;
const graceMs = 15_000;

/** A spent budget does not keep the channel on a dead site beside a healthy one: it goes once more, and is held there. */
export const lastResort: Scenario = {
  name: 'last-resort',
  summary:
    'the budget is spent and B is lost while A is healthy; that is told, and then it goes to A once and is held',
  policy: [
    { path: ['budget'], value: { switches: 1, within: '1h' } },
    { path: ['lastResort'], value: `${lastResortMs / 1000}s` },
  ],
  run: async (stage) => {
    const { seen, rehearsal } = stage;
    const window = confirmMs(rehearsal);
    stage.zero();
    await stage.site('A').cut();
    const first = await awaitSwitch(stage, 'B', failoverBudget(rehearsal).ms + graceMs);
    if (first.at === undefined) return [happened('first loss: both pipelines on B', false)];
    await stage.site('A').resume();
    await stage.rest(clearMs(rehearsal) + 5000);
    const zeroAt = stage.zero();
    await stage.site('B').cut();
    const prevented = await stage.until(
      () => seen.told('failover-prevented', zeroAt)[0],
      lossMs + window + 10_000,
    );
    const { ms, why } = actuationBudget(rehearsal);
    const budgetMs = lossMs + window + lastResortMs + ms + marginMs;
    const { at, checks } = await awaitSwitch(stage, 'A', budgetMs + graceMs);
    const ordered = seen.switches.find(({ acceptedAt }) => acceptedAt >= zeroAt);
    const held = await stage.until(async () => ((await stage.status())?.holds.length ?? 0) > 0, 5000, 250);
    return [
      happened('first loss: both pipelines on B', true),
      within(
        'people told: the budget prevents it',
        prevented && prevented.at - zeroAt,
        lossMs + window + marginMs,
      ),
      happened(
        'that was told before the last resort',
        (prevented?.at ?? Infinity) + lastResortMs - marginMs <= (ordered?.acceptedAt ?? 0),
      ),
      within(
        'both pipelines on A',
        at && at - zeroAt,
        budgetMs,
        `1 + ${window / 1000} + ${lastResortMs / 1000} + ${why} + 1.5`,
      ),
      happened('held there', held !== undefined),
      ...checks,
      exactly(
        'switches after the loss of B',
        seen.switches.filter(({ acceptedAt }) => acceptedAt >= zeroAt).length,
        1,
      ),
      ...(await closingChecks(stage, { switches: 2, onAir: 'A' })),
    ];
  },
};
