import { describe, expect, it } from '@jest/globals';
import { parseScheduleExpression } from '../../../twin/scheduler/expression.ts';
import { Schedules } from '../../../twin/scheduler/schedules.ts';
import { manualClock } from '../manual-clock.ts';

describe('parseScheduleExpression', () => {
  it.each([
    ['rate(1 minute)', { kind: 'rate', periodMs: 60_000 }],
    ['rate(5 minutes)', { kind: 'rate', periodMs: 300_000 }],
    ['rate(2 hours)', { kind: 'rate', periodMs: 7_200_000 }],
    ['rate(1 day)', { kind: 'rate', periodMs: 86_400_000 }],
    ['at(1970-01-01T00:01:00)', { kind: 'at', atMs: 60_000 }],
  ])('reads %s', (expression, timing) => {
    expect(parseScheduleExpression(expression)).toEqual(timing);
  });

  it.each(['cron(0 12 * * ? *)', 'rate(0 minutes)', 'rate(5 seconds)', 'at(tomorrow)'])(
    'rejects %s, naming what it keeps',
    (expression) => {
      expect(() => parseScheduleExpression(expression)).toThrow(
        /does not keep the schedule .*rate\(n minutes\)/,
      );
    },
  );
});

describe('Schedules', () => {
  it('fires at its rate', async () => {
    const { clock, fired, settle } = setup();
    await clock.advanceBy(60_000, 3, settle);
    expect(fired).toEqual([60_000, 120_000, 180_000]);
  });

  it('fires faster by the speed it is given', async () => {
    const { clock, fired, settle } = setup({ speed: 60 });
    await clock.advanceBy(1_000, 2, settle);
    expect(fired).toEqual([1_000, 2_000]);
  });

  it('fires at another period when a drill says so', async () => {
    const { schedules, clock, fired, settle } = setup();
    schedules.setPeriodMs('EveryMinute', 2_000);
    await clock.advanceBy(2_000, 2, settle);
    expect(fired).toEqual([2_000, 4_000]);
  });

  it('fires now, found by name, ARN, logical id or a part of the name', async () => {
    const { schedules, fired } = setup();
    for (const name of ['Stack-EveryMinute-1', 'arn:schedule', 'EveryMinute', 'Stack-Every']) {
      await schedules.fireNow(name);
    }
    expect(fired).toHaveLength(4);
    await expect(schedules.fireNow('nothing')).rejects.toThrow(
      /No schedule is called "nothing".*Stack-EveryMinute-1/,
    );
  });

  it('fires once for at(…), and never for a time that is past', async () => {
    const { clock, fired, settle } = setup({ expression: 'at(1970-01-01T00:00:05)' });
    await clock.advanceBy(5_000, 3, settle);
    expect(fired).toEqual([5_000]);
    const past = setup({ expression: 'at(1970-01-01T00:00:00)' });
    await past.clock.advanceBy(5_000, 3, past.settle);
    expect(past.fired).toEqual([]);
  });

  it('walks waits that are longer than a timer', async () => {
    const { clock, fired, settle } = setup({ expression: 'rate(30 days)' });
    await clock.advanceBy(86_400_000, 30, settle);
    expect(fired).toEqual([30 * 86_400_000]);
  });

  it('does not fire when disabled or closed', async () => {
    const disabled = setup({ enabled: false });
    await disabled.clock.advanceBy(60_000, 2, disabled.settle);
    expect(disabled.fired).toEqual([]);
    const closed = setup();
    closed.schedules.close();
    await closed.clock.advanceBy(60_000, 2, closed.settle);
    expect(closed.fired).toEqual([]);
  });

  it('records why a firing did not reach its target', async () => {
    const { schedules } = setup({ failure: 'closed' });
    await schedules.fireNow('EveryMinute');
    expect(schedules.firings.list()).toMatchObject([
      { scheduleName: 'Stack-EveryMinute-1', failure: 'closed' },
    ]);
  });

  it('rejects periods and speeds that never come', () => {
    const { schedules } = setup();
    expect(() => {
      schedules.setPeriodMs('EveryMinute', 0);
    }).toThrow(/greater than 0 ms; it is 0/);
    expect(() => setup({ speed: 0 })).toThrow(/greater than 0; it is 0/);
  });
});

interface Setup {
  readonly expression?: string;
  readonly enabled?: boolean;
  readonly speed?: number;
  readonly failure?: string;
}

const setup = ({ expression = 'rate(1 minute)', enabled = true, speed, failure }: Setup = {}) => {
  const manual = manualClock(0);
  const schedules = new Schedules(manual, speed);
  const fired: number[] = [];
  schedules.add({
    name: 'Stack-EveryMinute-1',
    arn: 'arn:schedule',
    logicalId: 'EveryMinute',
    expression,
    enabled,
    fire: (dueAtMs) => {
      fired.push(dueAtMs);
      return failure === undefined ? Promise.resolve() : Promise.reject(new Error(failure));
    },
  });
  const settle = () => new Promise((resolve) => setImmediate(resolve));
  const advanceBy = async (stepMs: number, steps: number, between: () => Promise<unknown>) => {
    for (let step = 0; step < steps; step += 1) {
      manual.advance(stepMs);
      await between();
    }
  };
  return { schedules, fired, settle, clock: { advanceBy } };
};
