import { withBaseMiddleware, type BaseDeps } from '../../aws/middleware/base-middleware.ts';
import type { Millis } from '../../core/model/group.ts';
import type { CallBudget } from '../../control/ports/call-budget.ts';
import { keptAnswer } from '../../control/operator/kept-answer.ts';
import { operate } from '../../control/operator/operate.ts';
import type { OperatorDeps } from '../../control/operator/operator-deps.ts';
import type { OperatorResponse } from '../../control/operator/protocol.ts';
import { withinBudget } from '../../control/operator/within-budget.ts';

/** What the function needs to come to an end in good order, after the last retry of an effect. */
export const reserveMs = 4000;

/** People look again after seconds, programs after one: what MediaLive listed is good for so long. */
const channelsKeptMs: Millis = 5000;

/**
 * The operator function: one request in, one response out (protocol.ts).
 * @param budget the calls to MediaLive of all copies of the function.
 */
export function makeHandler({ budget, ...wired }: OperatorDeps & BaseDeps & { readonly budget: CallBudget }) {
  const bounded = withinBudget(wired.mediaLive, budget, wired.logger);
  const listChannels = keptAnswer(wired.clock, channelsKeptMs, () => bounded.listChannels());
  const deps = { ...wired, mediaLive: { ...bounded, listChannels } };
  return withBaseMiddleware<unknown, OperatorResponse>(deps, (event, { logger, deadlineAt, requestId }) =>
    operate({ deps: { ...deps, logger }, deadlineAt: deadlineAt - reserveMs, requestId }, event),
  );
}
