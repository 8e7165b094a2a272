import { describe, expect, it } from '@jest/globals';
import { readCommandLine } from '../../../rehearsal/faults/command-line.ts';
import { KnownError } from '../../../config/known-error.ts';
import { acts, faults } from '../../../rehearsal/faults/kinds/registry.ts';

const chosen = (...argv: string[]): readonly string[] => {
  const command = readCommandLine(argv);
  return command.kind === 'run' ? command.acts.flatMap((act) => act.faults.map(({ name }) => name)) : [];
};

describe('the command line', () => {
  it('plays everything when nothing is named', () => {
    expect(readCommandLine([])).toEqual({
      kind: 'run',
      acts,
      quick: false,
      parallel: 2,
      json: undefined,
      report: undefined,
    });
    expect(readCommandLine(['--quick', '--report'])).toMatchObject({
      report: 'npm run chaos -- --quick --report',
    });
  });

  it('plays one fault, or all that begin with a name', () => {
    expect(chosen('--fault', 'table/refuses-writes')).toEqual(['table/refuses-writes']);
    expect(chosen('--fault', 'batches')).toEqual(['batches/twice', 'batches/undeleted', 'batches/throttled']);
  });

  it('plays brownouts where they are named, for four minutes or as long as is said', () => {
    const lasting = (...argv: string[]) => {
      const command = readCommandLine(['--fault', 'brownout/SQS', ...argv]);
      return command.kind === 'run' ? command.acts.map(({ brownout }) => brownout?.lastsMs) : [];
    };
    expect(chosen().some((name) => name.startsWith('brownout'))).toBe(false);
    expect(chosen('--fault', 'brownout')).toHaveLength(12);
    expect(lasting()).toEqual([240_000, 240_000]);
    expect(lasting('--for', '10m')).toEqual([600_000, 600_000]);
  });

  it('plays faults of different acts in the order of the acts', () => {
    expect(chosen('--fault', 'reconciler/lost', '--fault', 'ListAlerts/slow')).toEqual([
      'ListAlerts/slow',
      'reconciler/lost',
    ]);
  });

  it.each([
    [['--fault', 'gremlins'], /There is no fault "gremlins"\. There are: BatchUpdateSchedule\/throttled, /],
    [['--parallel', '0'], /Give a whole number from 1 to 8/],
    [['--parallel', 'two'], /--parallel two is not allowed/],
    [['--for', 'ever'], /--for ever is not allowed/],
    [['--soft'], /Unknown option '--soft'. See: npm run chaos -- --help/],
  ])('refuses %j and says what is allowed', (argv, message) => {
    expect(() => readCommandLine(argv)).toThrow(KnownError);
    expect(() => readCommandLine(argv)).toThrow(message);
  });

  it('gives help and a list', () => {
    expect(readCommandLine(['-h'])).toEqual({ kind: 'help' });
    expect(readCommandLine(['--list'])).toEqual({ kind: 'list' });
  });
});

describe('the faults', () => {
  it('have names and words of their own', () => {
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
    expect(faults.filter(({ summary }) => summary === '')).toEqual([]);
  });

  it('are those of every call that the controller makes in a failover, in every way that a call can fail', () => {
    const operations = [
      'BatchUpdateSchedule',
      'ListAlerts',
      'DescribeSchedule',
      'DescribeChannel',
      'Query',
      'GetItem',
      'PutItem',
      'SendMessage',
      'Publish',
      'PutEvents',
    ];
    const ways = ['throttled', 'error', 'unanswered', 'answer-lost', 'half-open', 'slow'];
    const names = new Set(faults.map(({ name }) => name));
    const missing = operations
      .flatMap((operation) => ways.map((way) => `${operation}/${way}`))
      .filter((name) => !names.has(name));
    expect(missing).toEqual([]);
  });
});
