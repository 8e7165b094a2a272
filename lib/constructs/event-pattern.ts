import { Fn, Token } from 'aws-cdk-lib';
import { Match, type EventPattern } from 'aws-cdk-lib/aws-events';

/** EventBridge takes no longer pattern (EventBridge quotas: event pattern size). */
const patternCharactersMax = 2048;

/** Room for the id of what is not made yet: a channel's has 7 digits, a flow's 31 characters. */
const unknownIdCharacters = { channel: 20, flow: 40 } as const;

/**
 * How the ARN of a resource ends, from the colon before its id. No other of its kind has it: the id is unique in the region, and
 * events of other accounts do not come to the bus.
 */
export interface ArnEnd {
  readonly text: string;
  /** No longer than this, also where the text is known only at deployment. */
  readonly characters: number;
}

/**
 * @param arn - of a channel, which ends in its id, or of a flow, which ends in its id and its name
 * @param name - the name at the end of an ARN that is known only at deployment; undefined: it ends in its id
 */
export function arnEnd(arn: string, kind: keyof typeof unknownIdCharacters, name?: string): ArnEnd {
  const before = `:${kind}:`;
  if (!Token.isUnresolved(arn)) {
    const text = arn.slice(arn.indexOf(before) + before.length - 1);
    return { text, characters: text.length };
  }
  const nameCharacters = name === undefined ? 0 : `:${name}`.length;
  return {
    text: `:${Fn.select(1, Fn.split(before, arn))}`,
    characters: ':'.length + unknownIdCharacters[kind] + nameCharacters,
  };
}

/**
 * Patterns that between them match whatever ends in one of these, each no longer than EventBridge takes. In the order given, so that one
 * more at the end changes the last pattern alone.
 *
 * @param patternOf - the pattern for a field that must have one of these values
 */
export function patternsFor(
  ends: readonly ArnEnd[],
  patternOf: (values: string[]) => EventPattern,
): readonly EventPattern[] {
  // `detailType` gets a hyphen.
  const room = patternCharactersMax - JSON.stringify(patternOf([])).length - '-'.length;
  const chunks: string[][] = [];
  let left = 0;
  for (const { text, characters } of ends) {
    const taken = '{"suffix":""},'.length + characters;
    if (taken > left) {
      chunks.push([]);
      left = room;
    }
    left -= taken;
    chunks.at(-1)?.push(text);
  }
  return chunks.map((chunk) => patternOf(chunk.flatMap((text) => Match.suffix(text))));
}
