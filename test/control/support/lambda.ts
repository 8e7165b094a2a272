import type { Context } from 'aws-lambda';
import { handlerOf, type BaseDeps } from '../../../aws/middleware/base-middleware.ts';
import { processBatch, type ControllerDeps } from '../../../control/batch/process-batch.ts';
import { operate } from '../../../control/operator/operate.ts';
import type { OperatorDeps } from '../../../control/operator/operator-deps.ts';
import { sparingMediaLive } from '../../../control/operator/within-budget.ts';
import type { CallBudget } from '../../../control/ports/call-budget.ts';
import { contextOf } from '../../../model/lambda-context.ts';

/** What Lambda hands to a function besides the event. */
export function lambdaContext(remainingMs = 20_000): Context {
  return contextOf('request-1', remainingMs);
}

/** The controller, as it is wired. */
export function controllerOn(deps: ControllerDeps & BaseDeps) {
  return handlerOf(processBatch, deps);
}

/** The operator function, as it is wired. */
export function operatorOn(deps: OperatorDeps & BaseDeps & { readonly budget: CallBudget }) {
  return handlerOf(operate, sparingMediaLive(deps));
}
