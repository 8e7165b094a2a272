import type { Millis } from '../../core/model/group.ts';
import type { Logger } from '../ports/logger.ts';
import type { Clock } from '../ports/clock.ts';
import { nextStep, type NextStep } from './next-step.ts';
import { Refused, type WorkflowGateway } from './ports.ts';
import type { ObservedWorkflow, WorkflowOrder } from './workflow.ts';
import type { Work } from './work.ts';

export interface TurnDeps {
  readonly clock: Clock;
  readonly logger: Logger;
  readonly workflow: WorkflowGateway;
}

/** What became of one look at a workflow. */
export type LookOutcome =
  | { readonly type: 'done' }
  | { readonly type: 'failed'; readonly reason: string }
  /** `on`: what is waited for, for people. */
  | { readonly type: 'again'; readonly work: Work; readonly on: readonly string[] };

/** A resource that falls back after this many starts or stops will do so again. */
const givenMax = 3;

/**
 * Refusals in a row, five seconds apart: a permission that the same deployment has just granted takes a while to be
 * known everywhere (IAM is eventually consistent).
 */
const refusalsMax = 12;

/**
 * A mark older than this is not of the update at hand: somebody has started the channel by hand since, or it was left
 * stopped on purpose.
 */
const markHoldsMs: Millis = 24 * 3_600_000;

/** Looks at a workflow once and gives the orders that bring it a step nearer to its goal. */
export async function takeTurn(deps: TurnDeps, given: Work): Promise<LookOutcome> {
  try {
    const goal = await effectiveGoal(deps, given);
    if (goal === null) return { type: 'done' };
    const work: Work = { ...given, goal };
    const observed = await observe(deps, work);
    const step = nextStep(goal, observed);
    deps.logger.info('Workflow observed', { goal, ...shown(observed), step: stepText(step) });
    return await follow(deps, work, step);
  } catch (error) {
    return afterTrouble(deps, given, error);
  }
}

/** Whether to resume is known from the marks, which only the look at all channels of the stack shows. */
async function effectiveGoal(
  { clock, workflow }: TurnDeps,
  { goal, stackId }: Work,
): Promise<'run' | 'pause' | 'stop' | null> {
  if (goal !== 'resume') return goal;
  const youngest = clock.now() - markHoldsMs;
  const channels = await workflow.channelsOf(stackId);
  return channels.some(({ pausedAt }) => pausedAt !== null && pausedAt >= youngest) ? 'run' : null;
}

async function observe(
  { workflow }: TurnDeps,
  { goal, stackId, channels, flows }: Work,
): Promise<ObservedWorkflow> {
  const [seenChannels, seenFlows] = await Promise.all([
    goal === 'pause'
      ? workflow.channelsOf(stackId)
      : Promise.all(channels.map((arn) => workflow.channel(arn))),
    Promise.all(flows.map((arn) => workflow.flow(arn))),
  ]);
  return { channels: seenChannels, flows: seenFlows };
}

async function follow({ workflow }: TurnDeps, work: Work, step: NextStep): Promise<LookOutcome> {
  switch (step.type) {
    case 'done':
      return { type: 'done' };
    case 'stuck':
      return { type: 'failed', reason: step.reason };
    case 'wait':
      return { type: 'again', work: { ...work, refusals: 0 }, on: step.on };
    case 'order': {
      const spent = step.orders.find((order) => (work.given[keyOf(order)] ?? 0) >= givenMax);
      if (spent !== undefined) return { type: 'failed', reason: spentText(spent) };
      for (const order of step.orders) await workflow.carryOut(order);
      const given = { ...work.given };
      for (const key of step.orders.map(keyOf)) given[key] = (given[key] ?? 0) + 1;
      return { type: 'again', work: { ...work, given, refusals: 0 }, on: step.orders.map(orderText) };
    }
  }
}

function afterTrouble({ logger }: TurnDeps, work: Work, error: unknown): LookOutcome {
  const trouble = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  const refusals = error instanceof Refused ? work.refusals + 1 : work.refusals;
  logger.warn('A look at the workflow failed', { refusals, error });
  if (refusals >= refusalsMax) {
    return {
      type: 'failed',
      reason: `Refused ${refusals} times in a row: ${trouble}. Grant what is missing, and deploy again.`,
    };
  }
  return { type: 'again', work: { ...work, refusals }, on: [trouble] };
}

const keyOf = ({ act, arn }: WorkflowOrder) => `${act} ${arn}`;
const orderText = (order: WorkflowOrder) => `ordered: ${keyOf(order)}`;

function spentText({ act, arn }: WorkflowOrder): string {
  const verb = act.startsWith('start') ? 'started' : 'stopped';
  return `${arn} was ${verb} ${givenMax} times and did not stay so. Look at its alerts and logs in the console, mend the cause, and deploy again.`;
}

function stepText(step: NextStep): string | readonly string[] {
  if (step.type === 'order') return step.orders.map(orderText);
  return step.type === 'wait' ? step.on : step.type;
}

const shown = ({ channels, flows }: ObservedWorkflow) => ({
  channels: Object.fromEntries(channels.map(({ arn, state }) => [arn, state])),
  flows: Object.fromEntries(flows.map(({ arn, state }) => [arn, state])),
});
