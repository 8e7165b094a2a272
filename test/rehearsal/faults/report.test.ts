import { describe, expect, it } from '@jest/globals';
import { exactly } from '../../../rehearsal/check.ts';
import { tableOf, type FaultReport } from '../../../rehearsal/faults/report.ts';
import { median } from '../../../rehearsal/statistics.ts';

const well: FaultReport = {
  fault: 'PutItem/error',
  summary: 'PutItem fails 3 times',
  hits: 3,
  checks: [exactly('switches', 1, 1)],
  passed: true,
  onBMs: 20_140,
  ratio: 1.03,
};

const rowsOf = (reports: readonly FaultReport[]): readonly string[][] =>
  tableOf(reports)
    .split('\n')
    .slice(2)
    .map((row) => row.split('|').map((cell) => cell.trim()));

describe('the table', () => {
  it('says what was hit, how it ended, how long it took and how much longer than without the fault', () => {
    expect(rowsOf([well])).toEqual([
      [
        '',
        'PutItem/error',
        'PutItem fails 3 times',
        '3',
        'one switch, on B, nothing owed, nothing lost',
        '20.1 s',
        '1.03',
        '',
      ],
    ]);
  });

  it('says what a failover that failed did not meet', () => {
    const { onBMs: _time, ratio: _ratio, ...untimed } = well;
    const failed = { ...untimed, passed: false, checks: [exactly('switches', 2, 1)] };
    expect(rowsOf([failed])[0]?.slice(4, 7)).toEqual(['FAILED: switches: 2, wanted 1', 'never', '']);
  });

  it('says why a fault could not be played', () => {
    expect(rowsOf([{ ...well, checks: [], passed: false, error: 'no port' }])[0]?.[4]).toBe(
      'NOT PLAYED: no port',
    );
  });

  it('says of a brownout what was decided on whom, and how long after its end a channel was on B', () => {
    const { ratio: _ratio, ...untimed } = well;
    const brownout = { ...untimed, onBMs: 364_800, overMs: 300_000, decisions: [2, 9, 0] };
    expect(rowsOf([brownout])[0]?.slice(5, 7)).toEqual(['64.8 s after its end', '2 / 9 / 0']);
    expect(rowsOf([{ ...brownout, onBMs: 19_800 }])[0]?.[5]).toBe('19.8 s');
  });
});

describe('the median', () => {
  it('is the middle one, or the higher of two', () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([1, 4])).toBe(4);
    expect(median([])).toBeNaN();
  });
});
