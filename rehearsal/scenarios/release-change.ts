import { exactly, happened, within, type Check } from '../check.ts';
import type { DrillStage } from '../drill-stage.ts';
import { awaitSwitch, closingChecks, failoverBudget } from '../failover-checks.ts';
import { typeCdk } from '../order.ts';
import { resumeUntilWell } from '../site-well-again.ts';
import type { Scenario } from '../scenario.ts';

const controlPlane = 'drill-control-plane';
const graceMs = 15_000;
/** A newer release is deployed over the one before it. */
export const upgrade: Scenario = {
  name: 'upgrade',
  summary: "the release before switches to B; while that is in flight, this one's control plane is deployed",
  deployed: 'before',
  run: (stage, { assemblyOf }) => changeRelease(stage, assemblyOf('present')),
};

/** And back. */
export const rollback: Scenario = {
  name: 'rollback',
  summary:
    'this release switches to B; while that is in flight, the control plane of the one before is deployed',
  run: (stage, { assemblyOf }) => changeRelease(stage, assemblyOf('before')),
};

/** Deploys the control plane of another release in the middle of a switch, and then has that release switch back. */
async function changeRelease(stage: DrillStage, assembly: string): Promise<readonly Check[]> {
  const { seen, rehearsal } = stage;
  const budget = failoverBudget(rehearsal);
  await typeCdk(stage, 'bootstrap', 'aws://000000000000/eu-west-1');
  const zeroAt = stage.zero();
  await stage.site('A').cut();
  const first = await stage.until(() => seen.switches[0], budget.ms);
  const deployed = await typeCdk(stage, 'deploy', '-a', assembly, '--exclusively', controlPlane);
  const changedAt = stage.twin.stacks.find(({ name }) => name === controlPlane)?.updatedAt ?? Infinity;
  const { at, checks } = await awaitSwitch(stage, 'B', budget.ms + graceMs);
  return [
    within('both pipelines on B', at && at - zeroAt, budget.ms, budget.why),
    exactly('exit code of cdk deploy', deployed ?? -1, 0),
    within(
      'functions changed before the switch was due, after its acceptance',
      first && changedAt - first.acceptedAt,
      first ? first.startsAt - first.acceptedAt : 0,
    ),
    ...checks,
    ...(await switchesBack(stage)),
    ...(await closingChecks(stage, { switches: 2, onAir: 'A' })),
  ];
}

/** What the release before has stored is enough for the other to lose B with. */
async function switchesBack(stage: DrillStage): Promise<readonly Check[]> {
  const isWell = await resumeUntilWell(stage, 'A');
  stage.zero();
  await stage.site('B').cut();
  const budget = failoverBudget(stage.rehearsal);
  const { at, checks } = await awaitSwitch(stage, 'A', budget.ms + graceMs);
  return [
    happened('A counts as well again', isWell),
    within('both pipelines back on A', at && at - (stage.timeline.zeroAt ?? 0), budget.ms, budget.why),
    ...checks,
  ];
}
