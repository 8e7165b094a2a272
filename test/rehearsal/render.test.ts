/** Goal: what an operator reads at 3 a.m.: no line too long, times counted from the fault, failures named. */
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { equals, within, type Check } from '../../rehearsal/check.ts';
import { paintNothing, paintOf, renderEntry, renderVerdict, wrap } from '../../rehearsal/render.ts';
import { Timeline } from '../../rehearsal/timeline.ts';

const entry = {
  at: 14_080,
  who: 'pipeline 0',
  what: 'alert SET: Stopped Receiving UDP Input',
  tone: 'bad',
} as const;

describe('a line of the timeline', () => {
  it('counts from the fault', () => {
    const timeline = new Timeline();
    timeline.zero(10_000);

    expect(renderEntry(entry, timeline, paintNothing)).toBe(
      '   +4.08 s  pipeline 0    alert SET: Stopped Receiving UDP Input',
    );
    expect(renderEntry({ ...entry, at: 9_500 }, timeline, paintNothing)).toContain('-0.50 s  pipeline 0');
  });

  it('has no time before the fault', () => {
    expect(renderEntry(entry, new Timeline(), paintNothing)).toBe(
      '            pipeline 0    alert SET: Stopped Receiving UDP Input',
    );
  });

  it('is never longer than 110 columns, and loses nothing', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{0,150}( [a-z]{1,150}){0,20}$/), (what) => {
        const lines = renderEntry({ ...entry, what }, new Timeline(), paintNothing).split('\n');
        const said = lines.map((line) => line.slice(26)).join('');
        expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(110);
        expect(said.replaceAll(' ', '')).toBe(what.replaceAll(' ', ''));
      }),
    );
  });

  it('is coloured by what it means', () => {
    const rendered = renderEntry(entry, new Timeline(), (tone, text) => `<${tone}>${text}`);

    expect(rendered).toContain('<bad>alert SET');
  });
});

describe('wrapping', () => {
  it.each([
    { text: 'one two three', width: 7, lines: ['one two', 'three'] },
    { text: 'abcdefgh', width: 3, lines: ['abc', 'def', 'gh'] },
    { text: 'a\nb', width: 10, lines: ['a b'] },
    { text: '', width: 10, lines: [''] },
    { text: '  - one two', width: 7, lines: ['  - one', '  two'] },
  ])('breaks "$text" at $width columns into $lines', ({ text, width, lines }) => {
    expect(wrap(text, width)).toStrictEqual(lines);
  });
});

describe('the verdict', () => {
  it('sets what was measured against what was demanded', () => {
    const checks: readonly Check[] = [
      within('both on B', 19_390, 20_500, '1 + 3 + 16.5'),
      equals('on air', 'site-a', 'site-b'),
    ];

    expect(renderVerdict(checks, paintNothing).split('\n')).toStrictEqual([
      '        demanded   measured  budget',
      '  PASS  both on B   19.39 s  <= 20.50 s (1 + 3 + 16.5)',
      '  FAIL  on air       site-a  site-b',
    ]);
  });
});

describe('a verdict on a narrow terminal', () => {
  it.each([60, 80, 160])('stays within %d columns', (width) => {
    const measured = '4 (ListAlerts, ListAlerts, ListAlerts, BatchUpdateSchedule)';
    const checks: readonly Check[] = [
      {
        what: 'both pipelines on B',
        measured: '19.78 s',
        wanted: '<= 20.50 s (1 + 3 + 15 + 1.5)',
        passed: true,
        kind: 'behaviour',
      },
      {
        what: 'from loss confirmed to switch accepted',
        measured: '28 ms',
        wanted: '<= 0.25 s',
        passed: true,
        kind: 'behaviour',
      },
      {
        what: 'MediaLive calls on the failover path',
        measured,
        wanted: '<= 2',
        passed: false,
        kind: 'behaviour',
      },
    ];
    const lines = renderVerdict(checks, paintNothing, width).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(width);
    expect(lines.join(' ').replace(/\s+/g, ' ')).toContain(measured);
  });
});

describe('colours', () => {
  it.each([
    [true, undefined, true],
    [true, '', true],
    [true, '1', false],
    [false, undefined, false],
  ])('where the terminal is %s and NO_COLOR is %j: %s', (isTTY, noColor, isColoured) => {
    for (const tone of ['act', 'bad', 'bold'] as const) {
      expect(paintOf({ isTTY }, noColor)(tone, 'x') !== 'x').toBe(isColoured);
    }
  });
});
