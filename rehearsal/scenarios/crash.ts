import { killController, type DeathAt } from '../assassin.ts';
import { exactly, within } from '../check.ts';
import { awaitSwitch, closingChecks, failoverBudget } from '../failover-checks.ts';
import { hastenReconciler, reconcilerPeriodMs } from '../reconciler.ts';
import type { Scenario } from '../scenario.ts';
import { immediate } from './immediate.ts';

const summaries: Readonly<Record<DeathAt, string>> = {
  'before-write': 'the controller is killed before its decision is saved; one switch',
  'after-write':
    'the controller is killed after its decision is saved, before MediaLive is called; one switch',
  'after-call': 'the controller is killed after MediaLive has accepted the switch; one switch',
};

/**
 * What was left is found by the reconciler, which takes effects to be abandoned after 5 s, and by redelivery of the
 * message; here by whichever comes first.
 */
const repairMs = 5000 + 2 * reconcilerPeriodMs;

function crash(point: DeathAt): Scenario {
  return {
    name: `crash/${point}`,
    summary: summaries[point],
    policy: immediate.policy ?? [],
    run: async (stage) => {
      hastenReconciler(stage);
      const killed = killController(stage, point);
      const zeroAt = stage.zero();
      await stage.site('A').cut();
      const { ms, why } = failoverBudget(stage.rehearsal);
      const { at, checks } = await awaitSwitch(stage, 'B', ms + repairMs + 30_000);
      await stage.rest(2 * reconcilerPeriodMs);
      // Once MediaLive has accepted the switch, nothing of it is left to be repaired.
      const repair = point === 'after-call' ? 0 : repairMs;
      return [
        exactly('controllers killed', killed.length, 1),
        within(
          'both pipelines on B',
          at && at - zeroAt,
          ms + repair,
          repair === 0 ? why : `${why}, and ${repair / 1000} to be found`,
        ),
        ...checks,
        ...(await closingChecks(stage, { switches: 1, onAir: 'B' })),
      ];
    },
  };
}

/** kill -9 of the controller at any point of a failover ends in exactly one switch. */
export const crashes: readonly Scenario[] = [
  crash('before-write'),
  crash('after-write'),
  crash('after-call'),
];
