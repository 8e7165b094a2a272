import { conditionsHold, type RequestContext } from './conditions.ts';
import type { Statement } from './policy.ts';
import { matchesAction, matchesWildcard } from './wildcard.ts';

export interface AccessRequest {
  readonly action: string;
  readonly resource: string;
  readonly context: RequestContext;
}

export type Verdict = 'allowed' | 'explicitly denied' | 'not allowed';

/** Policy evaluation within one account: a Deny wins, else an Allow is needed (IAM User Guide, evaluation logic). */
export const evaluate = (statements: readonly Statement[], request: AccessRequest): Verdict => {
  const matching = statements.filter((statement) => applies(statement, request));
  if (matching.some(({ Effect }) => Effect === 'Deny')) {
    return 'explicitly denied';
  }
  return matching.length > 0 ? 'allowed' : 'not allowed';
};

const applies = (statement: Statement, { action, resource, context }: AccessRequest): boolean => {
  const { Action, NotAction, Resource, NotResource, Condition } = statement;
  const actionApplies =
    Action?.some((pattern) => matchesAction(pattern, action)) ??
    NotAction?.every((pattern) => !matchesAction(pattern, action)) ??
    false;
  // A Lambda permission or a trust policy has no Resource: it belongs to the resource it is attached to.
  const resourceApplies =
    Resource?.some((pattern) => matchesWildcard(pattern, resource)) ??
    NotResource?.every((pattern) => !matchesWildcard(pattern, resource)) ??
    true;
  return actionApplies && resourceApplies && conditionsHold(Condition, context);
};
