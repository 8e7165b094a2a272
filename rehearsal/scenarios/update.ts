import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import { equals, exactly, happened, within, type Check } from '../check.ts';
import type { DrillStage } from '../drill-stage.ts';
import { awaitSwitch, closingChecks, failoverBudget } from '../failover-checks.ts';
import { runCommand } from '../operator.ts';
import { typeCdk } from '../order.ts';
import { rehearse, type Rehearsal } from '../rehearsal.ts';
import type { Scenario } from '../scenario.ts';
import { resumeUntilWell } from '../site-well-again.ts';

const graceMs = 15_000;
/** Longer than the default by more than any lateness. */
const leadMs = 20_000;
const lead = [{ path: ['start'], value: { type: 'fixed', lead: '20s' } }];
/** Another rendition means another encoder: MediaLive changes it while the channel is idle. */
const ladder = { encoding: { ladder: 'hd-50' } };

/** The second day of a deployment, by the CDK's own command: a change while everything runs, and one that stops the channel. */
export const update: Scenario = {
  name: 'update',
  summary:
    'cdk deploy changes the policy while A is lost, and later the ladder, which stops the channel as the plan says',
  byCommand: true,
  run: async (stage, { settings }) => {
    const folder = mkdtempSync(join(tmpdir(), 'failover-drill-update-'));
    const write = (name: string, { text }: Rehearsal): string => {
      const file = join(folder, `${name}.yaml`);
      writeFileSync(file, text);
      return file;
    };
    const files = {
      first: write('first', stage.rehearsal),
      policy: write('policy', rehearse([...settings, ...lead])),
      ladder: write('ladder', rehearse([...settings, ...lead], { build: ladder })),
    };
    try {
      return [
        ...(await changesPolicy(stage, files.first, files.policy)),
        ...(await isStopped(stage, files.policy, files.ladder)),
        ...(await closingChecks(stage, { switches: 2, onAir: 'A' })),
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** Site A is lost in the middle of the deployment; the next switch is by the new policy. */
async function changesPolicy(stage: DrillStage, before: string, after: string): Promise<readonly Check[]> {
  const { seen } = stage;
  const planned = await verdicts(stage, before, after);
  const budget = failoverBudget(stage.rehearsal);
  const zeroAt = stage.zero();
  const [exit, switched] = await Promise.all([
    deploy(stage, after),
    stage
      .site('A')
      .cut()
      .then(() => awaitSwitch(stage, 'B', budget.ms + graceMs)),
  ]);
  const isWell = await resumeUntilWell(stage, 'A');
  const backAt = stage.zero();
  await stage.site('B').cut();
  const back = await awaitSwitch(stage, 'A', budget.ms + leadMs + graceMs);
  const second = seen.switches[1];
  const tookLead = second && second.startsAt - second.acceptedAt;
  return [
    equals('plan: the policy', planned['drill-control-plane'] ?? 'nothing', 'in place'),
    exactly('exit code of cdk deploy', exit ?? -1, 0),
    // The new policy, once it is there, schedules it later.
    within(
      'both pipelines on B',
      switched.at && switched.at - zeroAt,
      budget.ms + leadMs - 15_000,
      'old or new policy',
    ),
    ...switched.checks,
    happened('A counts as well again', isWell),
    within(
      'both pipelines back on A',
      back.at && back.at - backAt,
      budget.ms + leadMs - 15_000,
      'new policy',
    ),
    ...back.checks,
    happened('the new lead counts', tookLead !== undefined && tookLead > leadMs - 1000 && tookLead <= leadMs),
    happened('the channel ran all the time', !statesSince(stage, zeroAt).includes('STOPPING')),
  ];
}

/** An encoder cannot be changed while it runs: the deployment stops the channel and starts it again, on the site it was on. */
async function isStopped(stage: DrillStage, before: string, after: string): Promise<readonly Check[]> {
  await resumeUntilWell(stage, 'B');
  const planned = await verdicts(stage, before, after);
  const at = stage.zero();
  const exit = await deploy(stage, after);
  const onAir = await stage.bothOn('A', graceMs);
  const again = await verdicts(stage, after, after);
  return [
    equals('plan: the ladder', planned['drill-news-one-channel'] ?? 'nothing', 'stops'),
    exactly('exit code of cdk deploy', exit ?? -1, 0),
    equals('the channel', statesSince(stage, at).join(', '), 'STOPPING, IDLE, STARTING, RUNNING'),
    happened('both pipelines on A again', onAir !== undefined),
    equals('plan: the same file again', [...new Set(Object.values(again))].join(', '), 'unchanged'),
  ];
}

const plan = v.array(v.object({ stack: v.string(), verdict: v.string() }));

/** What the plan says of each stack. */
async function verdicts(
  { clients, signal }: DrillStage,
  before: string,
  after: string,
): Promise<Readonly<Record<string, string>>> {
  const { printed } = await runCommand(clients, ['plan', before, after, '--json'], signal);
  return Object.fromEntries(v.parse(plan, JSON.parse(printed)).map(({ stack, verdict }) => [stack, verdict]));
}

function deploy(stage: DrillStage, file: string): Promise<number | null> {
  const output = join(file, '..', 'cdk.out');
  return typeCdk(stage, 'deploy', '-c', `config=${file}`, '--output', output, '--all');
}

function statesSince({ seen }: DrillStage, from: number): readonly string[] {
  return seen.changes.flatMap((change) =>
    change.kind === 'state' && change.at >= from ? [change.state] : [],
  );
}
