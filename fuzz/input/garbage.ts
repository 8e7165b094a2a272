import fc from 'fast-check';
import { tokens } from './tokens.ts';

/** Names that every object answers to by inheritance, and the one that changes an object's prototype. */
export const inherited = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', 'valueOf'];

const minute = 60_000;
const day = 24 * 60 * minute;

/** How far from now: mostly near the bounds of what can have happened, sometimes years, sometimes beyond every calendar. */
export const offset = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -20_000, max: 9000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 9000, max: 12_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: -40 * minute, max: 40 * minute }) },
  { weight: 1, arbitrary: fc.integer({ min: -500, max: 500 }).map((days) => days * day) },
  { weight: 1, arbitrary: fc.constantFrom(-2e12, 3e13, 8.64e15, -8.64e15, 1e300) },
);

/** A time as an event has it, and as nobody writes it. */
export const timeText = fc.oneof(
  { weight: 12, arbitrary: offset.map(tokens.iso) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '2026-02-31T12:00:00Z',
      '0000-01-01T00:00:00Z',
      '9999-12-31T23:59:59Z',
      '2026-11-21 12:00:00Z',
      '2026-11-21T12:00:00+09',
      '2026-11-21T12:00:00.123456789Z',
      '2026-12-31T23:59:60Z',
      '2026-11-21T25:61:00Z',
      '2026-11-21T12:00:00',
      '+275760-09-13T00:00:00Z',
      '-000001-01-01T00:00:00Z',
      'now',
    ),
  },
);

/** A time as our own messages have it. */
export const timeNumber = fc.oneof(
  { weight: 12, arbitrary: offset.map(tokens.millis) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('1e999', '-1e999', '9007199254740993', '-1', '0', '1e-7', '0.5')
      .map(tokens.number),
  },
);

export const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.constantFrom(
    ...inherited,
    '',
    ' ',
    'NaN',
    'null',
    'Infinity',
    '\u0000',
    '\ud800',
    '\u202egpj.exe\u2028',
    '\u001b[2J\r\nforged: line',
    'İstanbul',
    '界'.repeat(40),
    '../../CHANNEL#x',
    'a#b/c@d~',
    "'; --",
    '${x}',
  ),
  fc.constantFrom(64, 65, 128, 129, 500, 1024, 1025, 4096, 30_000, 70_000).map(tokens.long),
);

/** A value of any kind where another was expected. */
export const garbage: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 3, arbitrary: text },
  { weight: 1, arbitrary: timeText },
  { weight: 1, arbitrary: timeNumber },
  {
    weight: 3,
    arbitrary: fc.constantFrom<unknown>(
      null,
      true,
      false,
      0,
      -0,
      -1,
      0.1,
      1,
      2 ** 53,
      1e308,
      [],
      {},
      [null],
      [[]],
      '0',
      '1',
    ),
  },
  { weight: 1, arbitrary: fc.constantFrom(3, 40, 1000, 20_000).map(tokens.deep) },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(...inherited).map((name) => Object.fromEntries([[name, { polluted: true }]])),
  },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 10, max: 1500 }).map((length) => Array<unknown>(length).fill({})),
  },
);
