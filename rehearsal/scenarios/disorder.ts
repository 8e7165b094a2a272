import { exactly, happened } from '../check.ts';
import { awaitSwitch, closingChecks, failoverBudget, failoverChecks } from '../failover-checks.ts';
import { confirmMs } from '../rehearsal.ts';
import type { Scenario } from '../scenario.ts';
import type { DrillStage } from '../drill-stage.ts';

const heldMs = 700;
const delayMs = 300;
/** SET comes a second after the last packet, CLEARED with the first: both within one second of the clock. */
const blipMs = 1350;
const blipsMax = 6;

/** EventBridge delivers every event twice, half of them late, so that they overtake each other. */
export const disorder: Scenario = {
  name: 'disorder',
  summary: 'events come twice and out of order; a blip within one second is no loss, a loss is one switch',
  run: async (stage) => {
    const { seen, rehearsal } = stage;
    stage.twin.setEventDelivery({
      duplicate: 1,
      reorder: { probability: 0.5, heldMs },
      delayMs: { min: 0, max: delayMs },
    });
    const sameSecond = await blipWithinOneSecond(stage);
    await stage.rest(confirmMs(rehearsal) + heldMs + delayMs + 1000);
    const switchesAfterBlip = seen.switches.length;
    stage.note('drill', 'that was a blip; now the site is lost for good', 'plain');
    stage.zero();
    await stage.site('A').cut();
    const lateMs = heldMs + delayMs;
    const { at, checks } = await awaitSwitch(stage, 'B', failoverBudget(rehearsal).ms + 15_000);
    await stage.rest(lateMs);
    return [
      happened('SET and CLEARED in the same second', sameSecond),
      exactly('switches after the blip', switchesAfterBlip, 0),
      ...failoverChecks(stage, 'B', at, lateMs),
      ...checks,
      ...(await closingChecks(stage, { switches: 1, onAir: 'B' })),
    ];
  },
};

/** Starts where in a second the alert and its end will both fall into the next; tries again where the machine was late. */
async function blipWithinOneSecond(stage: DrillStage): Promise<boolean> {
  for (let blip = 0; blip < blipsMax; blip += 1) {
    await stage.rest((1150 - (Date.now() % 1000)) % 1000);
    const from = stage.zero();
    await stage.site('A').cut();
    await stage.rest(Math.max(0, blipMs - (Date.now() - from)));
    await stage.site('A').resume();
    await stage.until(() => alertSeconds(stage, 'CLEARED', from).length === 2, 2000);
    const set = alertSeconds(stage, 'SET', from);
    const cleared = alertSeconds(stage, 'CLEARED', from);
    if (set.length === 2 && new Set([...set, ...cleared]).size === 1) return true;
  }
  return false;
}

function alertSeconds({ seen }: DrillStage, state: 'SET' | 'CLEARED', from: number): readonly number[] {
  return seen.changes.flatMap((change) =>
    change.kind === 'alert' && change.state === state && change.at >= from
      ? [Math.floor(change.at / 1000)]
      : [],
  );
}
