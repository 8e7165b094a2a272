import { exactly, equals, happened, within, type Check } from '../check.ts';
import type { DrillStage } from '../drill-stage.ts';
import { awaitSwitch, closingChecks, failoverBudget } from '../failover-checks.ts';
import { runCommand } from '../operator.ts';
import type { Scenario } from '../scenario.ts';
import { Timeline } from '../timeline.ts';

const elsewhere = 'eu-central-1';
const graceMs = 15_000;

/** One configuration in two regions of an account: each control plane has charge of its own channel alone. */
export const twoRegions: Scenario = {
  name: 'two-regions',
  summary: `the same deployment stands in two regions; site A is lost in one, and later in ${elsewhere} too`,
  run: async (here, { openIn }) => {
    const { timeline } = here;
    const there = await openIn(
      elsewhere,
      new Timeline((entry) => {
        timeline.add({ ...entry, what: `${elsewhere}: ${entry.what}` });
      }),
    );
    const lists = [await listed(here), await listed(there)];
    const first = await loses(here);
    const untouched = {
      switches: there.seen.switches.length,
      told: there.seen.told('switch-started').length,
      onAir: await there.bothOn('A', 0),
    };
    const second = await loses(there);
    return [
      equals('channels that list shows in each region', lists.join(' and '), '1 and 1'),
      ...first,
      exactly('switches in the other region', untouched.switches, 0),
      exactly('people told of a switch there', untouched.told, 0),
      happened('the other region is on A', untouched.onAir !== undefined),
      ...second,
      ...(await closingChecks(here, { switches: 1, onAir: 'B' })),
      ...(await closingChecks(there, { switches: 1, onAir: 'B' })),
    ];
  },
};

async function loses(stage: DrillStage): Promise<readonly Check[]> {
  const { ms, why } = failoverBudget(stage.rehearsal);
  const zeroAt = stage.zero();
  await stage.site('A').cut();
  const { at, checks } = await awaitSwitch(stage, 'B', ms + graceMs);
  return [within(`${stage.twin.region}: both pipelines on B`, at && at - zeroAt, ms, why), ...checks];
}

/** How many channels an operator sees in the stage's region. */
async function listed({ clients, signal }: DrillStage): Promise<number> {
  const { printed } = await runCommand(clients, ['list', '--json'], signal);
  return [...printed.matchAll(/"arn":\s*"arn:aws:medialive:/g)].length;
}
