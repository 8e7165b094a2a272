import { exactly, happened, within } from '../check.ts';
import { closingChecks } from '../failover-checks.ts';
import { ordersReceived, type } from '../order.ts';
import type { Scenario } from '../scenario.ts';

/** A plan is judged again 60 s before its time; MediaLive lets nothing be taken back in the last 15 s. */
const aheadSeconds = 90;
const judgedMs = 60_000;
const marginMs = 5000;

/** A plan made while B was healthy must not be carried out onto a site that is dead by then. */
export const planOntoDeadSite: Scenario = {
  name: 'plan-onto-dead-site',
  summary: `an operator plans a switch ${aheadSeconds} s ahead, and B dies; the plan is withdrawn, and people are told`,
  run: async (stage) => {
    const { seen, rehearsal } = stage;
    const exit = await type(
      stage,
      'switch',
      rehearsal.channel.name,
      'B',
      '--in',
      `${aheadSeconds}s`,
      '--yes',
    );
    const plannedAt = ordersReceived(stage)[0]?.forAt ?? 0;
    await stage.rest(2000);
    const zeroAt = stage.zero();
    await stage.site('B').cut();
    const told = await stage.until(() => seen.told('plan-withdrawn', zeroAt)[0], aheadSeconds * 1000);
    const takenOut = await stage.until(
      () => seen.changes.some((change) => change.kind === 'schedule' && change.deleted.length > 0),
      5000,
    );
    await stage.rest(Math.max(0, plannedAt + 5000 - Date.now()));
    return [
      exactly('exit code of the order', exit ?? -1, 0),
      within(
        'people told: the plan is withdrawn',
        told && told.at - zeroAt,
        plannedAt - judgedMs - zeroAt + marginMs,
        'judged 60 s before its time',
      ),
      happened('plan taken out of the schedule', takenOut !== undefined),
      exactly('people told: the plan is withdrawn, times', seen.told('plan-withdrawn', zeroAt).length, 1),
      exactly('pipelines that went to B', seen.onAirAt('B', zeroAt).size, 0),
      ...(await closingChecks(stage, { switches: 1, onAir: 'A' })),
    ];
  },
};
