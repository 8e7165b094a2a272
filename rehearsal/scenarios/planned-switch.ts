import { exactly, happened, within } from '../check.ts';
import { awaitSwitch, closingChecks } from '../failover-checks.ts';
import { ordersReceived, type } from '../order.ts';
import type { Scenario } from '../scenario.ts';

/** Ahead enough for MediaLive, which wants 15 s, and for the command to start. */
const aheadSeconds = 22;
const punctualityMs = 100;

/** A switch for later: taken back once, and then carried out to the instant. */
export const plannedSwitch: Scenario = {
  name: 'planned-switch',
  summary: `an operator plans a switch and takes it back, then plans one ${aheadSeconds} s ahead; it is punctual`,
  run: async (stage) => {
    const { seen, rehearsal } = stage;
    const { name } = rehearsal.channel;
    stage.zero();
    const exits = [
      await type(stage, 'switch', name, 'B', '--in', '5m', '--yes'),
      await type(stage, 'cancel', name, '--yes'),
    ];
    const takenBack = await stage.until(
      () => seen.changes.some((change) => change.kind === 'schedule' && change.deleted.length > 0),
      5000,
    );
    exits.push(await type(stage, 'switch', name, 'B', '--in', `${aheadSeconds}s`, '--yes'));
    const { at, checks } = await awaitSwitch(stage, 'B', (aheadSeconds + 15) * 1000);
    const wantedAt = ordersReceived(stage)[1]?.forAt ?? 0;
    return [
      exactly('commands that were carried out', exits.filter((code) => code === 0).length, 3),
      happened('first plan taken out of the schedule', takenBack !== undefined),
      within('off the planned instant', at && Math.abs(at - wantedAt), punctualityMs),
      ...checks,
      ...(await closingChecks(stage, { switches: 2, onAir: 'B' })),
    ];
  },
};
