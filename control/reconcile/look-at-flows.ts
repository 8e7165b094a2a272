import type { FlowSnapshot } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import type { Logger } from '../ports/logger.ts';
import type { Meter } from '../ports/meter.ts';
import type { Clock } from '../ports/clock.ts';
import type { FlowMetrics, MediaConnectGateway } from '../ports/media-connect-gateway.ts';
import { describesPerSecond } from './flow-quota.ts';
import { pacedCalls } from './paced-calls.ts';

export interface FlowDeps {
  readonly clock: Clock;
  readonly mediaConnect: MediaConnectGateway;
  /** Left out: nobody pays for CloudWatch to be asked. */
  readonly flowMetrics?: FlowMetrics;
  readonly logger: Logger;
  readonly meter: Meter;
}

/** What one round of questions has found out about the flows of the managed channels. */
export interface FlowLook {
  /**
   * DescribeFlow of these flows, each asked once a run, however many channels it feeds; back when all are known that will be.
   * @param neededAt the answer is not needed before: until then there is time.
   */
  readonly describe: (flowArns: readonly string[], neededAt: Millis) => Promise<void>;
  readonly isDoubtful: (flowArn: string) => boolean;
  /** What is known of these flows; what is not is left out. */
  readonly answersOn: (flowArns: readonly string[]) => Readonly<Record<string, FlowSnapshot>> | 'unavailable';
}

/** How long after the lists a message is held up for details of flows: where MediaConnect is slow, the list's word must do. */
const holdUpMs = 15_000;

/** Up to half a second a call, the pace is held. */
const describesAtOnce = 8;

/**
 * Asks for the status of all flows, in one call (and for their metrics). A MediaConnect that does not answer takes nothing
 * else away: the channels are looked at all the same.
 */
export async function lookAtFlows(deps: FlowDeps, flowArns: readonly string[]): Promise<FlowLook> {
  const { clock, mediaConnect, flowMetrics, logger, meter } = deps;
  const unanswered = (question: string, error: unknown) => {
    logger.warn('MediaConnect did not answer', { question, error });
    meter.count('ReconcilerUnanswered', question);
    return null;
  };
  const at = clock.now();
  const [listed, carrying] = await Promise.all([
    flowArns.length === 0
      ? new Map<string, string>()
      : mediaConnect.listFlows().catch((error: unknown) => unanswered('ListFlows', error)),
    flowMetrics === undefined || flowArns.length === 0
      ? null
      : flowMetrics.carrying(flowArns).catch((error: unknown) => unanswered('GetMetricData', error)),
  ]);
  const described = new Map<string, FlowSnapshot>();
  const asked = new Set<string>();
  const makeCalls = pacedCalls(clock, {
    everyMs: 1000 / describesPerSecond,
    atOnce: describesAtOnce,
  });
  const heldUpTo = clock.now() + holdUpMs;
  const ask = async (flowArn: string) => {
    try {
      described.set(flowArn, await mediaConnect.describeFlow(flowArn));
    } catch (error) {
      unanswered('DescribeFlow', error);
    }
  };
  return {
    describe: (flowArns, neededAt) => {
      const fresh = [...new Set(flowArns)].filter((flowArn) => !asked.has(flowArn));
      for (const flowArn of fresh) asked.add(flowArn);
      return makeCalls(
        fresh.map((flowArn) => () => ask(flowArn)),
        Math.max(neededAt, heldUpTo),
      );
    },
    // One that a list leaves out may have been skipped between two pages: DescribeFlow tells whether it is gone.
    isDoubtful: (flowArn) => listed?.get(flowArn) !== 'ACTIVE',
    answersOn: (arns) => {
      if (listed === null && !arns.some((arn) => described.has(arn))) return 'unavailable';
      return Object.fromEntries(
        arns.flatMap((arn) => {
          const snapshot = described.get(arn) ?? listedOnly(listed?.get(arn), at);
          const carries = carrying?.get(arn);
          return snapshot ? [[arn, { ...snapshot, ...(carries !== undefined && { carries }) }]] : [];
        }),
      );
    },
  };
}

function listedOnly(status: string | undefined, at: Millis): FlowSnapshot | null {
  return status === undefined ? null : { at, status };
}
