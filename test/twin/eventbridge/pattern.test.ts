import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compilePattern } from '../../../twin/eventbridge/pattern.ts';
import type { JsonObject } from '../../../twin/gateway/json-value.ts';

const matchesDetail = (pattern: JsonObject, detail: JsonObject): boolean =>
  compilePattern({ detail: pattern })({ detail });

describe('compilePattern', () => {
  // Pattern on `detail`, detail, and whether they match (EventBridge User Guide, "Comparison operators").
  it.each<[JsonObject, JsonObject, boolean]>([
    [{ a: [{ 'anything-but': 'x' }] }, { b: 1 }, false],
    [{ a: [{ 'anything-but': ['x'] }] }, { a: ['x', 'y'] }, true],
    [{ a: [{ 'anything-but': ['x'] }] }, { a: 'x' }, false],
    [{ a: [{ 'anything-but': [1, 2] }] }, { a: 3 }, true],
    [{ a: [{ 'anything-but': { wildcard: '*x*' } }] }, { a: 'axb' }, false],
    [{ a: [{ 'anything-but': { wildcard: '*x*' } }] }, { a: 'ab' }, true],
    [{ a: [{ 'anything-but': { prefix: ['b', 'c'] } }] }, { a: 'ab' }, true],
    [{ a: [{ 'anything-but': { prefix: ['b', 'c'] } }] }, { a: 'cd' }, false],
    [{ a: [{ 'anything-but': { 'equals-ignore-case': 'AB' } }] }, { a: 'ab' }, false],
    [{ a: [null] }, { a: null }, true],
    [{ a: [null] }, {}, false],
    [{ a: [''] }, { a: null }, false],
    [{ a: [1] }, { a: '1' }, false],
    [{ a: [true] }, { a: true }, true],
    [{ a: ['x', { exists: false }] }, {}, true],
    [{ a: [{ exists: true }] }, { a: [] }, false],
    [{ a: [{ exists: true }] }, { a: { b: 1 } }, false],
    [{ a: [{ exists: false }] }, { a: null }, false],
    [{ a: { b: [{ exists: false }] } }, { a: 1 }, true],
    [{ a: { b: ['1'] } }, { a: [{ b: '2' }, { b: '1' }] }, true],
    [{ a: { b: ['1'], c: ['1'] } }, { a: [{ b: '1' }, { c: '1' }] }, false],
    [{ a: [{ prefix: 'fo' }] }, { a: 'foo' }, true],
    [{ a: [{ prefix: { 'equals-ignore-case': 'FO' } }] }, { a: 'foo' }, true],
    [{ a: [{ suffix: 'oo' }] }, { a: 'foo' }, true],
    [{ a: [{ suffix: { 'equals-ignore-case': 'OO' } }] }, { a: 'fob' }, false],
    [{ a: [{ 'equals-ignore-case': 'FOO' }] }, { a: 'foo' }, true],
    [{ a: [{ wildcard: 'a*c' }] }, { a: 'abbc' }, true],
    [{ a: [{ wildcard: 'a\\*c' }] }, { a: 'abc' }, false],
    [{ a: [{ wildcard: 'a\\*c' }] }, { a: 'a*c' }, true],
    [{ a: [{ wildcard: 'a.c' }] }, { a: 'abc' }, false],
    [{ a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 5 }, true],
    [{ a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 0 }, false],
    [{ a: [{ numeric: ['=', 5] }] }, { a: '5' }, false],
    [{ $or: [{ a: ['1'] }, { b: [{ exists: false }] }] }, { a: '2', b: '1' }, false],
    [{ $or: [{ a: ['1'] }, { b: [{ exists: false }] }] }, { a: '2' }, true],
    [{ c: ['1'], $or: [{ a: ['1'] }, { b: ['1'] }] }, { a: '1' }, false],
  ])('answers %j on %j with %j', (pattern, detail, expected) => {
    expect(matchesDetail(pattern, detail)).toBe(expected);
  });

  it('matches a list of the event by intersection, at the top level too', () => {
    expect(compilePattern({ resources: ['r1'] })({ resources: ['r0', 'r1'] })).toBe(true);
    expect(compilePattern({ resources: ['r1'] })({ resources: [] })).toBe(false);
  });

  it.each<[JsonObject, RegExp]>([
    [{ a: [{ cidr: '10.0.0.0/8' }] }, /does not support .* "cidr".*detail\.a/],
    [{ a: [{ numeric: ['!', 3] }] }, /numeric at detail\.a is no range/],
    [{ a: [{ 'anything-but': { numeric: ['=', 3] } }] }, /anything-but takes prefix, suffix.*detail\.a/],
    [{ a: [{ prefix: 3 }] }, /needs a string at detail\.a/],
    [{ a: [{ prefix: 'x', suffix: 'y' }] }, /exactly one operator/],
    [{ a: [['x']] }, /list inside a list/],
    [{ a: 'x' }, /needs a list of alternatives at detail\.a, not "x"/],
    [{ a: {} }, /empty at detail\.a/],
  ])('rejects %j, naming the place', (pattern, message) => {
    expect(() => compilePattern({ detail: pattern })).toThrow(message);
  });

  const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null));
  const fieldName = fc.stringMatching(/^[a-z]{1,4}$/);

  it('matches every event against the pattern made of its own values', () => {
    fc.assert(
      fc.property(fc.dictionary(fieldName, scalar, { minKeys: 1 }), (detail) => {
        const pattern = Object.fromEntries(Object.entries(detail).map(([key, value]) => [key, [value]]));
        expect(matchesDetail(pattern, detail)).toBe(true);
      }),
    );
  });

  it('answers anything-but with the opposite of equality wherever the field is there', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.integer()), scalar, (expected, actual) => {
        const equal = matchesDetail({ a: [expected] }, { a: actual });
        expect(matchesDetail({ a: [{ 'anything-but': [expected] }] }, { a: actual })).toBe(!equal);
      }),
    );
  });

  it('treats a wildcard without stars as equality', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (expected, actual) => {
        const literal = expected.replace(/[\\*]/g, '\\$&');
        expect(matchesDetail({ a: [{ wildcard: literal }] }, { a: expected })).toBe(true);
        expect(matchesDetail({ a: [{ wildcard: literal }] }, { a: actual })).toBe(expected === actual);
      }),
    );
  });
});

/**
 * What AWS's own event-ruler (github.com/aws/event-ruler, commit 337e8d9, Apache-2.0) answers: its JsonRuleCompiler to the pattern, its
 * Machine to the event. The cases are ours: some about ARNs, and the shortest of each kind out of 32,000 that were drawn at random.
 */
interface RulerCase {
  readonly pattern: JsonObject;
  readonly event: JsonObject;
  readonly result: boolean | 'invalid';
}
const rulerCases = readFileSync(join(import.meta.dirname, 'event-ruler.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as RulerCase);

describe('a pattern, as AWS reads it', () => {
  const matching = rulerCases.filter(({ result }) => result !== 'invalid');
  const invalid = rulerCases.filter(({ result }) => result === 'invalid');

  it.each(matching.map((one) => [JSON.stringify(one.pattern), JSON.stringify(one.event), one] as const))(
    '%s on %s',
    (_pattern, _event, { pattern, event, result }) => {
      expect(compilePattern(pattern)(event)).toBe(result);
    },
  );

  it.each(invalid.map(({ pattern }) => [JSON.stringify(pattern), pattern] as const))(
    '%s is none',
    (_text, pattern) => {
      expect(() => compilePattern(pattern)).toThrow(/Event pattern is not valid/);
    },
  );
});
