import { exactly, happened, within } from '../check.ts';
import { awaitSwitch, closingChecks, failoverBudget, failoverChecks } from '../failover-checks.ts';
import type { Scenario } from '../scenario.ts';
import type { DrillStage } from '../drill-stage.ts';

/** Bounds of design section 11, with every event lost. */
const knownMs = 75_000;
const eligibleMs = 90_000;
const graceMs = 20_000;
const askMs = 1000;

/** MediaConnect's events are best effort, too: here none arrives, and the reconciler asks once a minute as deployed. */
export const lostHealthEvents: Scenario = {
  name: 'lost-health-events',
  summary:
    'no event of MediaConnect arrives: B dies and is known to be dead, comes back and is eligible, and takes over from A',
  run: async (stage) => {
    const { seen, rehearsal, twin } = stage;
    const wasHealthy = await whenHealth(stage, (all) => all.every(isHealthy), eligibleMs);
    twin.setEventDelivery({ drop: 1, appliesTo: ({ source }) => source === 'aws.mediaconnect' });
    const deadAt = stage.zero();
    await stage.site('B').cut();
    const knownAt = await whenHealth(stage, (all) => !all.some(isHealthy), knownMs + graceMs);
    const told = await stage.until(() => seen.told('standby-lost', deadAt)[0], graceMs);
    const backAt = await stage.site('B').resume();
    const eligibleAt = await whenHealth(stage, (all) => all.every(isHealthy), eligibleMs + graceMs);
    const zeroAt = stage.zero();
    await stage.site('A').cut();
    const { at, checks } = await awaitSwitch(stage, 'B', failoverBudget(rehearsal).ms + 15_000);
    const arrived = twin.deliveries
      .list()
      .filter(
        ({ event, outcome, at: then }) =>
          event.source === 'aws.mediaconnect' && outcome === 'delivered' && then >= deadAt,
      );
    return [
      happened('B was healthy before', wasHealthy !== undefined),
      within('B known as not healthy', knownAt && knownAt - deadAt, knownMs),
      within('people told: the standby is lost', told && told.at - deadAt, knownMs),
      within('B healthy again, from its return', eligibleAt && eligibleAt - backAt, eligibleMs),
      ...failoverChecks(stage, 'B', at),
      ...checks,
      exactly('events of MediaConnect that arrived', arrived.length, 0),
      happened('people told: begins', seen.told('switch-started', zeroAt).length === 1),
      ...(await closingChecks(stage, { switches: 1, onAir: 'B' })),
    ];
  },
};

const isHealthy = (status: string): boolean => status === 'healthy';

/** When the control plane first said so of the pipelines of B; it is asked every second. */
function whenHealth(
  stage: DrillStage,
  holds: (statuses: readonly string[]) => boolean,
  withinMs: number,
): Promise<number | undefined> {
  return stage.until(
    async () => {
      const group = (await stage.status())?.sites.find(({ name }) => name === 'B');
      const statuses = Object.values(group?.pipelines ?? {}).map(({ status }) => status);
      return statuses.length > 0 && holds(statuses) ? Date.now() : undefined;
    },
    withinMs,
    askMs,
  );
}
