import { exactly, within } from '../check.ts';
import { awaitSwitch, closingChecks, failoverBudget } from '../failover-checks.ts';
import { hastenReconciler, reconcilerPeriodMs } from '../reconciler.ts';
import type { Scenario } from '../scenario.ts';

/** MediaLive's and MediaConnect's events are best effort (EB/events-ref-medialive): here none arrives. */
export const lostEvents: Scenario = {
  name: 'lost-events',
  summary: 'site A is lost and not one event arrives; the reconciler finds it',
  run: async (stage) => {
    const { seen, rehearsal } = stage;
    hastenReconciler(stage);
    stage.twin.setEventDelivery({ drop: 1 });
    const zeroAt = stage.zero();
    await stage.site('A').cut();
    const { ms, why } = failoverBudget(rehearsal);
    const budgetMs = ms + reconcilerPeriodMs;
    const { at, checks } = await awaitSwitch(stage, 'B', budgetMs + 15_000);
    const arrived = stage.twin.deliveries
      .list()
      .filter(({ at: deliveredAt, outcome }) => deliveredAt >= zeroAt && outcome === 'delivered');
    return [
      within('both pipelines on B', at && at - zeroAt, budgetMs, `${why}, and ${reconcilerPeriodMs / 1000}`),
      exactly(
        'events that arrived',
        arrived.filter(({ event }) => event.source.startsWith('aws.')).length,
        0,
      ),
      ...checks,
      exactly('people told: begins', seen.told('switch-started', zeroAt).length, 1),
      ...(await closingChecks(stage, { switches: 1, onAir: 'B' })),
    ];
  },
};
