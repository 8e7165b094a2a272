import * as v from 'valibot';

/** What the control plane signs itself with in state, log and messages, and what people would take for it. */
const ownNames: ReadonlySet<string> = new Set([
  'automation',
  'automatic',
  'automatically',
  'failover',
  'failback',
  'medialive',
  'mediaconnect',
  'mediapackage',
  'cloudformation',
  'cloudwatch',
  'eventbridge',
  'aws',
  'amazon',
  'controller',
  'reconciler',
  'configure',
]);

/** Words that make no person of a name of ours. */
const trimmings: ReadonlySet<string> = new Set([
  'the',
  'bot',
  'system',
  'service',
  'function',
  'lambda',
  'control',
  'plane',
  'engine',
  'elemental',
]);

/** Letters of two alphabets in one word are there to look like another word. */
const mixed =
  /\p{Script=Latin}[\p{M}\p{N}]*[\p{Script=Cyrillic}\p{Script=Greek}]|[\p{Script=Cyrillic}\p{Script=Greek}][\p{M}\p{N}]*\p{Script=Latin}/u;

/** A deployment signs its changes with the id of its stack. */
const ofDeployment = /^arn:aws[a-z-]*:cloudformation:/i;

const digitsAsLetters: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
};

/**
 * Whether an order is signed as if the control plane had given it to itself. Who gives an order is what its caller says, so it
 * proves nothing; but the history must not say "automation" of what a person did.
 */
export function isOurs(by: string): boolean {
  const plain = by.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
  const read = plain.replace(/[01345]/g, (digit) => digitsAsLetters[digit] ?? digit);
  return ofDeployment.test(by) || [plain, read].some(isOwnName);
}

function isOwnName(text: string): boolean {
  const words = text.match(/\p{L}+/gu) ?? [];
  if (ownNames.has(words.join(''))) return true;
  const isTrimming = (word: string) => trimmings.has(word);
  return words.length > 0 && words.every((word) => ownNames.has(word) || isTrimming(word));
}

/** Who gives an order, by his or her own word. */
export const signatory = v.pipe(
  v.string(),
  v.check(
    (by) => !isOurs(by),
    ({ input }) =>
      `"${input}" is how the control plane signs what it does itself. Give the name of a person or a program.`,
  ),
  v.check(
    (by) => !mixed.test(by),
    ({ input }) => `"${input}" mixes letters of two alphabets in one word. Write it in one.`,
  ),
);
