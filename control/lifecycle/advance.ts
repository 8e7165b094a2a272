import type { Millis } from '../../core/model/group.ts';
import { answerCloudFormation, type Fetch } from '../custom-resources/answer.ts';
import type { WorkQueue } from './ports.ts';
import { takeTurn, type LookOutcome, type TurnDeps } from './turn.ts';
import type { Work } from './work.ts';

/** How often a workflow is looked at: some five calls each time, of the twenty a second that an account has. */
const secondsMax = 5;

/** When to look again. Sooner at first: what starts quickly keeps no deployment waiting. A refusal takes its time. */
export function nextLookSeconds({ refusals }: Pick<Work, 'refusals'>, elapsedMs: Millis): number {
  return refusals > 0 ? secondsMax : Math.min(secondsMax, 1 + Math.floor(elapsedMs / 5000));
}

export interface LifecycleDeps extends TurnDeps {
  readonly queue: WorkQueue;
  readonly fetch: Fetch;
}

/**
 * A channel starts in a few minutes and stops in one; MediaLive's own waiters give it ten and five. The custom resources'
 * ServiceTimeout is longer, so that CloudFormation hears the reason from here.
 */
const patienceMs: Millis = 20 * 60_000;

/** Takes one turn at a piece of work, and sees to it that there is a next one or that CloudFormation is told the end. */
export async function advance(deps: LifecycleDeps, given: Work): Promise<void> {
  const startedAt = given.startedAt ?? deps.clock.now();
  const logger = deps.logger.with({
    goal: given.goal,
    stack: given.stackId,
    resource: given.answer?.LogicalResourceId,
    elapsedMs: deps.clock.now() - startedAt,
  });
  const turn = outOfPatience(
    await takeTurn({ ...deps, logger }, { ...given, startedAt }),
    deps.clock.now() - startedAt,
  );
  switch (turn.type) {
    case 'again':
      await deps.queue.send(turn.work, nextLookSeconds(turn.work, deps.clock.now() - startedAt));
      return;
    case 'done':
      logger.info('Workflow is as wanted');
      await tell(deps, given, { Status: 'SUCCESS' });
      return;
    case 'failed':
      logger.error('Workflow cannot be brought to what is wanted', { reason: turn.reason });
      await tell(deps, given, { Status: 'FAILED', Reason: turn.reason });
      return;
  }
}

function outOfPatience(turn: LookOutcome, elapsedMs: Millis): LookOutcome {
  if (turn.type !== 'again' || elapsedMs < patienceMs) return turn;
  const minutes = Math.round(elapsedMs / 60_000);
  return {
    type: 'failed',
    reason: `Given up after ${minutes} minutes. Last seen: ${turn.on.join('; ')}. Look at these in the console, mend the cause, and deploy again.`,
  };
}

async function tell(
  { fetch }: LifecycleDeps,
  { answer }: Work,
  outcome: { readonly Status: 'SUCCESS' } | { readonly Status: 'FAILED'; readonly Reason: string },
): Promise<void> {
  if (answer === null) return;
  const { ResponseURL, ...ids } = answer;
  await answerCloudFormation(fetch, ResponseURL, { ...ids, ...outcome });
}
