import { callsAtMost, equals, exactly, happened, within, type Check } from './check.ts';
import { confirmMs, type Rehearsal } from './rehearsal.ts';
import type { DrillStage } from './drill-stage.ts';
import { timerIn } from './timer-message.ts';

/** MediaLive raises its alert after this long without packets (UG/monitor-activity-types-alerts-channels). */
export const lossMs = 1000;
/** The least lead of a fixed start, and what MediaLive adds to an immediate one (UG/sched-how-actions-work). */
const fixedLeadMs = 15_000;
const immediateLeadMs = 10_000;

/** The 99th percentile of design section 11, for a warm function. */
const decisionMs = 250;

/** How long the control plane may take to have nothing left to do. */
const settleMs = 15_000;

/** What lies between a decision and the pipelines' change: the bound of design section 11. */
export function actuationBudget({ policy: { start } }: Rehearsal): {
  readonly ms: number;
  readonly why: string;
} {
  if (start.type === 'immediate') return { ms: immediateLeadMs + 1000, why: '10 + 1' };
  // The margin over 15 s that the policy's own lead has beyond the default is the policy's wish, not the control plane's fault.
  const leadMs = Math.max(fixedLeadMs, start.leadMs - 500);
  return { ms: leadMs + 1500, why: `${leadMs / 1000} + 1.5` };
}

/** From the last packet to both pipelines on the standby. */
export function failoverBudget(rehearsal: Rehearsal): { readonly ms: number; readonly why: string } {
  const { ms, why } = actuationBudget(rehearsal);
  const window = confirmMs(rehearsal);
  return { ms: lossMs + window + ms, why: `1 + ${window / 1000} + ${why}` };
}

/** Waits for the channel to be on a site and for the control plane to say so. */
export async function awaitSwitch(
  stage: DrillStage,
  to: string,
  withinMs: number,
): Promise<{ readonly at: number | undefined; readonly checks: readonly Check[] }> {
  const zeroAt = stage.timeline.zeroAt ?? Date.now();
  const at = await stage.bothOn(to, withinMs);
  const completed = await stage.until(
    () => stage.seen.told('switch-completed', zeroAt).at(-1),
    at === undefined ? 0 : stage.rehearsal.policy.verifyMs,
  );
  return { at, checks: [happened('people told: complete', completed !== undefined)] };
}

/**
 * Demands of every failover that events have caused, away from a site that was cut at zero.
 *
 * @param lateMs - how late events may arrive
 */
export function failoverChecks(
  stage: DrillStage,
  to: string,
  at: number | undefined,
  lateMs = 0,
): readonly Check[] {
  const { seen, rehearsal, timeline } = stage;
  const zeroAt = timeline.zeroAt ?? 0;
  const budget = failoverBudget(rehearsal);
  const [first] = seen.switches.filter(({ acceptedAt }) => acceptedAt >= zeroAt);
  const instants = [...seen.onAirAt(to, zeroAt).values()];
  const calls = seen.mediaLiveCalls('Controller', zeroAt, first?.acceptedAt ?? Infinity);
  return [
    within(
      `both pipelines on ${to}`,
      at && at - zeroAt,
      budget.ms + lateMs,
      `${budget.why}${lateMs > 0 ? ` + ${lateMs / 1000}` : ''}`,
    ),
    within('between the two pipelines', Math.max(...instants) - Math.min(...instants), 40),
    ...decisionLatency(stage, first?.acceptedAt, lateMs),
    callsAtMost('MediaLive calls on the failover path', calls, rehearsal.policy.secondLook ? 2 : 1),
  ];
}

/** From the end of the last pipeline's confirmation window, as the control plane's own timers have it, to MediaLive's acceptance. */
function decisionLatency(
  { seen, timeline }: DrillStage,
  acceptedAt: number | undefined,
  lateMs: number,
): readonly Check[] {
  const ends = seen.calls
    .flatMap((call) => timerIn(call) ?? [])
    .filter(({ timerId, dueAt }) => timerId === 'health' && dueAt > (timeline.zeroAt ?? 0))
    .map(({ dueAt }) => dueAt)
    .filter((dueAt) => dueAt <= (acceptedAt ?? 0));
  const latencyMs = acceptedAt === undefined ? undefined : acceptedAt - Math.max(...ends);
  return [within('from loss confirmed to switch accepted', latencyMs, decisionMs + lateMs)];
}

/** Demands of every scenario at its end: no switch too many, nothing lost on the way, nothing left undone. */
export async function closingChecks(
  stage: DrillStage,
  { switches, onAir }: { readonly switches: number; readonly onAir: string },
): Promise<readonly Check[]> {
  const { seen, twin, channelId } = stage;
  const attachments = twin.channels
    .pipelines(channelId)
    .map((pipeline) => twin.channels.onAir(channelId, pipeline)?.attachment ?? 'nothing');
  const settled = await stage.until(
    async () => {
      const status = await stage.status();
      return status?.switch === null && status.owed.length === 0 ? status : undefined;
    },
    settleMs,
    250,
  );
  return [
    exactly('switches accepted by MediaLive', seen.switches.length, switches),
    equals('on air at the end', [...new Set(attachments)].join(' and '), onAir),
    happened('nothing left in flight or owed', settled !== undefined),
    exactly('messages in the dead-letter queue', await stage.deadLetters(), 0),
  ];
}
