import { Annotations, Token, Validations, type Stack } from 'aws-cdk-lib';
import { KnownError } from '../../config/known-error.ts';
import { deployedResources } from './deployed-resources.ts';
import { excesses, quotas, sentenceOf } from './quotas.ts';

/** The context key with the quotas that AWS has raised: their ids, in a list (cdk.json) or between commas (`-c raisedQuotas=…`). */
const raisedQuotas = 'raisedQuotas';

/**
 * Adds a warning for each quota that the deployment exceeds by default, to the stack that is deployed first: `cdk` prints it before
 * anything is made, and once. One that is said to be raised is acknowledged, so that `--strict` passes. Throws KnownError where what
 * is said to be raised is no quota.
 */
export function warnOfQuotas(stacks: readonly Stack[]): void {
  const [first] = stacks;
  if (first === undefined) return;
  const region = Token.isUnresolved(first.region) ? undefined : first.region;
  for (const id of raisedIn(first)) {
    Validations.of(first).acknowledge({
      id: `Annotation::quota:${id}`,
      reason: `The context (${raisedQuotas}) says that it is raised.`,
    });
  }
  for (const excess of excesses(deployedResources(stacks), region)) {
    Annotations.of(first).addWarningV2(`quota:${excess.quota.id}`, sentenceOf(excess));
  }
}

function raisedIn(stack: Stack): readonly string[] {
  const given: unknown = stack.node.tryGetContext(raisedQuotas) ?? [];
  const ids = (Array.isArray(given) ? given : String(given).split(',')).map((id) => String(id).trim());
  const known = quotas.map(({ id }) => id);
  const unknown = ids.find((id) => !known.includes(id));
  if (unknown !== undefined) {
    throw new KnownError(
      `${raisedQuotas} "${unknown}" is not a quota that is known here.`,
      `Allowed: ${known.join(', ')}.`,
    );
  }
  return ids;
}
