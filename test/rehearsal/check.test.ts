import { describe, expect, it } from '@jest/globals';
import { atMost, equals, exactly, happened, seconds, within } from '../../rehearsal/check.ts';

describe('a demand on a time', () => {
  it.each([
    { measured: 20_500, passed: true, kind: 'time' },
    { measured: 20_501, passed: false, kind: 'time' },
    { measured: undefined, passed: false, kind: 'behaviour' },
  ])('of at most 20.5 s is judged $passed at $measured ms, as one of $kind', ({ measured, passed, kind }) => {
    expect(within('both on B', measured, 20_500)).toMatchObject({ passed, kind });
  });
});

describe('a demand on behaviour', () => {
  it.each([
    { check: exactly('switches', 1, 1), passed: true },
    { check: exactly('switches', 2, 1), passed: false },
    { check: atMost('calls', 2, 2), passed: true },
    { check: atMost('calls', 3, 2), passed: false },
    { check: equals('on air', 'site-b', 'site-b'), passed: true },
    { check: equals('on air', 'site-a', 'site-b'), passed: false },
    { check: happened('told', true), passed: true },
    { check: happened('told', true, false), passed: false },
  ])('$check.what, measured $check.measured, wanted $check.wanted: $passed', ({ check, passed }) => {
    expect(check).toMatchObject({ passed, kind: 'behaviour' });
  });
});

describe('a time for people', () => {
  it.each([
    { ms: 12.4, text: '12 ms' },
    { ms: 250, text: '0.25 s' },
    { ms: 20_500, text: '20.50 s' },
  ])('of $ms ms reads $text', ({ ms, text }) => {
    expect(seconds(ms)).toBe(text);
  });
});
