import { describe, expect, it } from '@jest/globals';
import { help, readCommandLine } from '../../bench/load/command-line.ts';
import { KnownError } from '../../config/known-error.ts';

describe('the command line', () => {
  it('plays the whole curve in the model and a million alerts when nothing is named', () => {
    const curve = [1, 10, 100, 300, 1000];
    expect(readCommandLine([])).toMatchObject({ kind: 'run', on: 'model', curve, alerts: 1_000_000 });
  });

  it('keeps the command for the report that it is to write', () => {
    expect(readCommandLine(['--report'])).toMatchObject({ report: 'npm run load -- --report' });
    expect(readCommandLine([])).toMatchObject({ report: undefined });
  });

  it('leaves the day of noise out on the twin unless it is asked for', () => {
    expect(readCommandLine(['--on', 'twin', '--channels', '5'])).toMatchObject({
      kind: 'run',
      on: 'twin',
      curve: [5],
      alerts: 0,
    });
    expect(readCommandLine(['--on', 'twin', '--alerts', '20'])).toMatchObject({ alerts: 20 });
  });

  it('takes as few deployments as so many channels need, or as many as are asked for', () => {
    const over = (...argv: readonly string[]) => {
      const command = readCommandLine(['--channels', '1,700,1000', ...argv]);
      return command.kind === 'run' && [1, 700, 1000].map(command.deployments);
    };
    expect(over()).toEqual([1, 1, 2]);
    expect(over('--deployments', '3')).toEqual([3, 3, 3]);
  });

  it.each([
    [
      ['--channels', '1000', '--deployments', '1'],
      /--deployments 1 is not allowed\. Give whole numbers from 2 to 20/,
    ],
    [['--on', 'paper'], /--on paper is not allowed\. Give model or twin/],
    [['--channels', '10,many'], /--channels many is not allowed\. Give whole numbers from 1 to 5000/],
    [['--channels', '0'], /from 1 to 5000/],
    [['--alerts', ''], /from 0 to 100000000/],
    [['100,1000'], /Unexpected argument '100,1000'.*See: npm run load -- --help/],
  ])('refuses %j and says what is allowed', (argv, message) => {
    expect(() => readCommandLine(argv)).toThrow(KnownError);
    expect(() => readCommandLine(argv)).toThrow(message);
  });

  it('gives help', () => {
    expect(readCommandLine(['-h'])).toEqual({ kind: 'help' });
    expect(help).toContain('npm run load');
  });
});
