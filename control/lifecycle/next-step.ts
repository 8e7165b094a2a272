import {
  gone,
  type Goal,
  type ObservedChannel,
  type ObservedFlow,
  type ObservedWorkflow,
  type WorkflowOrder,
} from './workflow.ts';

/** What to do next about a workflow. */
export type NextStep =
  | { readonly type: 'done' }
  /** To be given in this order; then look again. */
  | { readonly type: 'order'; readonly orders: readonly WorkflowOrder[] }
  /** What is waited for, for people. */
  | { readonly type: 'wait'; readonly on: readonly string[] }
  /** Waiting does not help; the reason names each resource, its state and what to do. */
  | { readonly type: 'stuck'; readonly reason: string };

/** How a state stands to what is wanted; a state that is not listed may still become something. */
type Standing = 'there' | 'order' | 'stuck';
type Standings = Readonly<Record<string, Standing>>;

const stuckChannel: Standings = { CREATE_FAILED: 'stuck', UPDATE_FAILED: 'stuck', DELETING: 'stuck' };

const runningChannel: Standings = { RUNNING: 'there', IDLE: 'order', [gone]: 'stuck', ...stuckChannel };
const stoppedChannel: Standings = {
  IDLE: 'there',
  CREATE_FAILED: 'there',
  UPDATE_FAILED: 'there',
  [gone]: 'there',
  RUNNING: 'order',
  RECOVERING: 'order',
};
const activeFlow: Standings = {
  ACTIVE: 'there',
  STANDBY: 'order',
  ERROR: 'stuck',
  DELETING: 'stuck',
  [gone]: 'stuck',
};
/** A flow in ERROR carries nothing; whether it can be deleted is for CloudFormation to find out. */
const standbyFlow: Standings = { STANDBY: 'there', ERROR: 'there', [gone]: 'there', ACTIVE: 'order' };

/** One stage of a goal: it is over when each of its resources is there. */
interface Stage {
  readonly wanted: string;
  readonly act: WorkflowOrder['act'];
  readonly standings: Standings;
  readonly resources: readonly (ObservedChannel | ObservedFlow)[];
}

/**
 * Flows start before the channel that they feed, so that it finds its inputs pushing (UG22/ips-start-channel-multi-inputs),
 * and stop after it. The decision depends on nothing but what is seen, so that a message that comes twice does no harm.
 */
export function nextStep(goal: Exclude<Goal, 'resume'>, observed: ObservedWorkflow): NextStep {
  const marks = marksFor(goal, observed.channels);
  for (const stage of stagesOf(goal, observed)) {
    const step = stepOf(stage);
    if (step === null) continue;
    // The mark comes before the stop: a crash in between leaves a running channel with a mark, which does no harm.
    return step.type === 'order' ? { type: 'order', orders: [...marks, ...step.orders] } : step;
  }
  return marks.length > 0 ? { type: 'order', orders: marks } : { type: 'done' };
}

function stagesOf(goal: Exclude<Goal, 'resume'>, { channels, flows }: ObservedWorkflow): readonly Stage[] {
  const stopped = {
    wanted: 'stopped',
    act: 'stop-channel',
    standings: stoppedChannel,
    resources: channels,
  } as const;
  switch (goal) {
    case 'run':
      return [
        { wanted: 'active', act: 'start-flow', standings: activeFlow, resources: flows },
        { wanted: 'running', act: 'start-channel', standings: runningChannel, resources: channels },
      ];
    case 'pause':
    case 'stop':
      return [stopped, { wanted: 'in standby', act: 'stop-flow', standings: standbyFlow, resources: flows }];
  }
}

/** Null when the stage is over. */
function stepOf({ wanted, act, standings, resources }: Stage): NextStep | null {
  const inState = (standing: Standing | undefined) =>
    resources.filter(({ state }) => standings[state] === standing);
  const stuck = inState('stuck');
  if (stuck.length > 0) {
    return { type: 'stuck', reason: stuck.map((each) => stuckText(each, wanted)).join(' ') };
  }
  const orders = inState('order').map(({ arn }) => ({ act, arn }));
  if (orders.length > 0) return { type: 'order', orders };
  const waiting = inState(undefined);
  if (waiting.length === 0) return null;
  return { type: 'wait', on: waiting.map(({ arn, state }) => `${arn} is ${state}, wanted: ${wanted}`) };
}

function marksFor(goal: Goal, channels: readonly ObservedChannel[]): readonly WorkflowOrder[] {
  if (goal === 'pause') {
    return channels
      .filter(({ state, pausedAt }) => stoppedChannel[state] === 'order' && pausedAt === null)
      .map(({ arn }) => ({ act: 'mark-paused', arn }));
  }
  if (goal !== 'run' || channels.some(({ state }) => state !== 'RUNNING')) return [];
  return channels.filter(({ pausedAt }) => pausedAt !== null).map(({ arn }) => ({ act: 'clear-mark', arn }));
}

function stuckText(resource: ObservedChannel | ObservedFlow, wanted: string): string {
  const kind = 'errors' in resource ? 'Flow' : 'Channel';
  const errors = 'errors' in resource && resource.errors.length > 0 ? ` (${resource.errors.join('; ')})` : '';
  const { arn, state } = resource;
  const advice =
    state === gone
      ? 'It was deleted by hand: make it anew by changing what it is called in the configuration, or delete its stack.'
      : `Look at it in the console of ${kind === 'Flow' ? 'MediaConnect' : 'MediaLive'}, mend or delete it, and deploy again.`;
  return `${kind} ${arn} is ${state}${errors} and cannot become ${wanted}. ${advice}`;
}
