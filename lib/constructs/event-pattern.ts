import type { EventPattern } from 'aws-cdk-lib/aws-events';
import { Token } from 'aws-cdk-lib';

/** EventBridge takes no longer pattern (EventBridge quotas: event pattern size). */
const patternCharactersMax = 2048;

/** Room for an ARN that is known only at deployment; the longest of ours, a flow's, are shorter. */
const unknownArnCharacters = 130;

/**
 * The narrower of two patterns, or the wider where the narrower is too long for EventBridge. The wider one delivers events
 * of channels and flows that are not ours as well; the controller recognises and ignores them.
 */
export function withinSizeLimit(narrow: EventPattern, wide: EventPattern): EventPattern {
  return patternCharacters(narrow) <= patternCharactersMax ? narrow : wide;
}

function patternCharacters(pattern: EventPattern): number {
  return JSON.stringify(pattern, (_key, value: unknown) =>
    Token.isUnresolved(value) ? '?'.repeat(unknownArnCharacters) : value,
  ).length;
}
