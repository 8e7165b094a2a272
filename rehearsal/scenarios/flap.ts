import { exactly } from '../check.ts';
import { closingChecks, lossMs } from '../failover-checks.ts';
import { confirmMs } from '../rehearsal.ts';
import type { Scenario } from '../scenario.ts';

const rounds = 4;

/** How much of the window an alert lasts: little, so that what the machine itself is late by does not make up the rest. */
const shareOfWindow = 0.2;

/** Losses that end before they are confirmed: as many alerts as one likes, and no switch. */
export const flap: Scenario = {
  name: 'flap',
  summary: `site A is lost ${rounds} times, each time for less than the confirmation window; no switch`,
  run: async (stage) => {
    const { seen, rehearsal } = stage;
    const window = confirmMs(rehearsal);
    const zeroAt = stage.zero();
    for (let round = 0; round < rounds; round += 1) {
      await stage.site('A').cut();
      await stage.rest(lossMs + window * shareOfWindow);
      await stage.site('A').resume();
      await stage.rest(1500);
    }
    await stage.rest(window + 1000);
    const raised = seen.changes.filter(
      (change) => change.kind === 'alert' && change.state === 'SET' && change.at >= zeroAt,
    );
    return [
      exactly('alerts raised', raised.length, rounds * 2),
      exactly('notifications', seen.notifications.filter(({ at }) => at >= zeroAt).length, 0),
      ...(await closingChecks(stage, { switches: 0, onAir: 'A' })),
    ];
  },
};
