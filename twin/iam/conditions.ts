import type { Conditions } from './policy.ts';
import { matchesWildcard } from './wildcard.ts';

/** What is known about a request for conditions to test: condition key in lower case → its values. */
export type RequestContext = Readonly<Record<string, readonly string[]>>;

type Test = (expected: string, actual: string) => boolean;

const equals: Test = (expected, actual) => expected === actual;
const equalsIgnoringCase: Test = (expected, actual) => expected.toLowerCase() === actual.toLowerCase();

/** ARNs match section by section, so that a wildcard does not reach over a colon of the first five. */
const arnLike: Test = (expected, actual) => {
  const [patterns, parts] = [sections(expected), sections(actual)];
  return patterns.length === parts.length && patterns.every((p, i) => matchesWildcard(p, parts[i] ?? ''));
};

const sections = (arn: string): readonly string[] => {
  const parts = arn.split(':');
  return parts.length <= 6 ? parts : [...parts.slice(0, 5), parts.slice(5).join(':')];
};

/** The operators the twin evaluates. One it does not know is an error: to pass would hide a permission that is missing. */
const operators: Readonly<Record<string, { readonly test: Test; readonly negated: boolean }>> = {
  StringEquals: { test: equals, negated: false },
  StringNotEquals: { test: equals, negated: true },
  StringEqualsIgnoreCase: { test: equalsIgnoringCase, negated: false },
  StringLike: { test: matchesWildcard, negated: false },
  StringNotLike: { test: matchesWildcard, negated: true },
  ArnEquals: { test: arnLike, negated: false },
  ArnLike: { test: arnLike, negated: false },
  ArnNotEquals: { test: arnLike, negated: true },
  ArnNotLike: { test: arnLike, negated: true },
  Bool: { test: equalsIgnoringCase, negated: false },
};

/** Keys the twin can fill in; others would silently be absent, and an absent key decides a condition. */
const knownKeys: ReadonlySet<string> = new Set([
  'aws:calledvia',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:requestedregion',
  'aws:resourceaccount',
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:principalisawsservice',
]);

const ifExists = 'IfExists';

/** Prefixes of an operator for keys of many values: `all` holds of none at all as well, `any` does not (IAM, multivalued keys). */
const forAll = 'ForAllValues:';
const forAny = 'ForAnyValue:';

/** Whether all conditions of a statement hold: keys and operators are joined by AND, values by OR (NOR when negated). */
export const conditionsHold = (conditions: Conditions | undefined, context: RequestContext): boolean =>
  Object.entries(conditions ?? {}).every(([operator, byKey]) =>
    Object.entries(byKey).every(([key, expected]) => holds(operator, key, expected, context)),
  );

const holds = (
  operatorName: string,
  key: string,
  expected: readonly string[],
  context: RequestContext,
): boolean => {
  const set = [forAll, forAny].find((prefix) => operatorName.startsWith(prefix));
  const single = operatorName.slice(set?.length ?? 0);
  const optional = single.endsWith(ifExists);
  const operator = operators[optional ? single.slice(0, -ifExists.length) : single];
  if (operator === undefined) {
    throw new Error(
      `The twin does not evaluate the policy condition operator "${operatorName}" (on "${key}"). ` +
        `It knows ${Object.keys(operators).join(', ')}, each with …IfExists, ${forAll} and ${forAny}.`,
    );
  }
  if (!knownKeys.has(key.toLowerCase())) {
    throw new Error(
      `The twin does not know the policy condition key "${key}". It knows ${[...knownKeys].join(', ')}.`,
    );
  }
  const actual = context[key.toLowerCase()] ?? [];
  const matches = (value: string): boolean =>
    expected.some((candidate) => operator.test(candidate, value)) !== operator.negated;
  if (actual.length === 0) {
    return set === undefined ? optional || operator.negated : optional || set === forAll;
  }
  if (set === forAll) return actual.every(matches);
  if (set === forAny) return actual.some(matches);
  return operator.negated ? actual.every(matches) : actual.some(matches);
};
