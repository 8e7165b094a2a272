import { exactly, within } from '../check.ts';
import { actuationBudget, awaitSwitch, closingChecks } from '../failover-checks.ts';
import { ordersReceived, type } from '../order.ts';
import type { Scenario } from '../scenario.ts';

/** A person's decision, through the same command line as in AWS. */
export const manualSwitch: Scenario = {
  name: 'manual-switch',
  summary: 'an operator asks what a switch to B would do, and then orders it',
  run: async (stage) => {
    const { seen, rehearsal } = stage;
    const { name } = rehearsal.channel;
    stage.zero();
    const asked = await type(stage, 'switch', name, 'B');
    const switchesAfterAsking = seen.switches.length;
    const ordered = await type(stage, 'switch', name, 'B', '--yes', '--reason', 'drill');
    const { ms, why } = actuationBudget(rehearsal);
    const { at, checks } = await awaitSwitch(stage, 'B', ms + 15_000);
    const receivedAt = ordersReceived(stage)[0]?.receivedAt ?? Infinity;
    return [
      exactly('exit code without --yes', asked ?? -1, 1),
      exactly('switches after asking', switchesAfterAsking, 0),
      exactly('exit code with --yes', ordered ?? -1, 0),
      within('both pipelines on B, from the order', at && at - receivedAt, ms, why),
      ...checks,
      ...(await closingChecks(stage, { switches: 1, onAir: 'B' })),
    ];
  },
};
