import { exactly, within } from '../check.ts';
import { closingChecks, lossMs } from '../failover-checks.ts';
import { clearMs, confirmMs } from '../rehearsal.ts';
import type { Scenario } from '../scenario.ts';

/** On the way from evidence to people. */
const marginMs = 1500;

/** One line of two: the origin covers it, and a switch would only disturb the healthy pipeline. */
export const singlePipeline: Scenario = {
  name: 'single-pipeline',
  summary: 'site A loses the line to one pipeline; no switch, people are told, and told when it is back',
  run: async (stage) => {
    const { seen, rehearsal } = stage;
    const window = confirmMs(rehearsal);
    const clear = clearMs(rehearsal);
    const zeroAt = stage.zero();
    await stage.site('A').cut(0);
    const degraded = await stage.until(() => seen.told('degraded', zeroAt)[0], lossMs + window + 10_000);
    await stage.rest(window + 2000);
    const resumedAt = await stage.site('A').resume(0);
    const recovered = await stage.until(() => seen.told('recovered', resumedAt)[0], clear + 10_000);
    return [
      within('people told: degraded', degraded && degraded.at - zeroAt, lossMs + window + marginMs),
      within(
        'people told: recovered, from the return',
        recovered && recovered.at - resumedAt,
        clear + marginMs,
      ),
      exactly('people told: degraded, times', seen.told('degraded').length, 1),
      ...(await closingChecks(stage, { switches: 0, onAir: 'A' })),
    ];
  },
};
