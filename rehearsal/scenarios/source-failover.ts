import { exactly, happened, within, type Check } from '../check.ts';
import { closingChecks, lossMs } from '../failover-checks.ts';
import { sourceFailoverIn, sourceHealthIn } from '../flow-event.ts';
import { recordOutput, type FlowOutput } from '../flow-output.ts';
import { confirmMs } from '../rehearsal.ts';
import type { Scenario } from '../scenario.ts';
import type { DrillStage } from '../drill-stage.ts';

/** MediaConnect goes over to the other source after so long without data (MC/source-failover). */
const failoverMs = 500;
/** The twin looks every 50 ms, and the other source's next packet has to come. */
const lookMs = 100;

/** Some packets after a source has come back. */
const settleMs = 500;

/**
 * The layer below a failover of sites: one of the two sources of a flow is lost. MediaConnect covers it before MediaLive
 * has noticed, and the control plane leaves the channel where it is.
 */
export const sourceFailover: Scenario = {
  name: 'source-failover',
  summary: 'one of two sources of a flow is lost: it fails over in 500 ms, a merging one at once; no switch',
  run: async (stage) => {
    const { seen } = stage;
    const zeroAt = stage.zero();
    const failing = await loseSource(stage, 'A');
    const merging = await loseSource(stage, 'B');
    const alerts = seen.changes.filter(
      (change) => change.kind === 'alert' && change.state === 'SET' && change.at >= zeroAt,
    );
    return [
      within(
        'A, failing over: longest silence of the flow',
        failing.output.longestGapMs,
        failoverMs + lookMs,
        `${failoverMs / 1000} + ${lookMs / 1000}`,
      ),
      happened('MediaConnect told: the flow failed over', failing.failedOver),
      happened('MediaConnect told: back on its first source', failing.wentBack),
      exactly('B, merging: packets missing from the flow', merging.output.missing, 0),
      ...[failing, merging].flatMap(({ healthChecks }) => healthChecks),
      exactly('alerts of the channel', alerts.length, 0),
      exactly('people told: one source lost', seen.told('source-lost', zeroAt).length, 2),
      exactly('people told: both sources back', seen.told('source-back', zeroAt).length, 2),
      ...(await closingChecks(stage, { switches: 0, onAir: 'A' })),
    ];
  },
};

interface LostSource {
  readonly output: FlowOutput;
  readonly failedOver: boolean;
  readonly wentBack: boolean;
  readonly healthChecks: readonly Check[];
}

/** Takes the first source from the flow of pipeline 0, for longer than a failover of sites takes to be decided, and gives it back. */
async function loseSource(stage: DrillStage, site: string): Promise<LostSource> {
  const { twin, workflow, rehearsal } = stage;
  const [flowArn = ''] = workflow.flows.get(site) ?? [];
  const feed = twin.flows.feed(flowArn);
  if (feed === undefined) throw new Error(`There is no flow ${flowArn} to watch.`);
  const endRecord = recordOutput(feed);
  const cutAt = await stage.site(site).cut(0, 'main');
  await stage.rest(lossMs + confirmMs(rehearsal) + 1000);
  const resumedAt = await stage.site(site).resume(0, 'main');
  await stage.until(() => sourceStates(stage, flowArn, resumedAt).includes('CONNECTED'), 5000);
  await stage.rest(settleMs);
  const lostAt = twin.events
    .list()
    .find(({ event, at }) => at >= cutAt && isLossOf(flowArn, sourceHealthIn(event)))?.at;
  const failovers = twin.events.list().flatMap(({ event, at }) => {
    const failover = at >= cutAt ? sourceFailoverIn(event) : undefined;
    return failover?.flowArn === flowArn ? [failover.failedOver] : [];
  });
  return {
    output: endRecord(),
    failedOver: failovers.includes(true),
    wentBack: failovers.at(-1) === false,
    healthChecks: [
      within(`${site}: source lost, told by MediaConnect`, lostAt && lostAt - cutAt, failoverMs + lookMs),
    ],
  };
}

function sourceStates({ twin }: DrillStage, flowArn: string, from: number): readonly string[] {
  return twin.events.list().flatMap(({ event, at }) => {
    const health = at >= from ? sourceHealthIn(event) : undefined;
    return health?.flowArn === flowArn ? [health.state] : [];
  });
}

function isLossOf(flowArn: string, health: ReturnType<typeof sourceHealthIn>): boolean {
  return health?.flowArn === flowArn && health.source === 'main' && health.state === 'DISCONNECTED';
}
