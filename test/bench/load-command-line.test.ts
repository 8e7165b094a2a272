import { describe, expect, it } from '@jest/globals';
import { help, readCommandLine } from '../../bench/load/command-line.ts';
import { UsageError } from '../../drill/usage.ts';

describe('the command line', () => {
  it('plays the whole curve in the model and a million alerts when nothing is named', () => {
    const curve = [1, 10, 100, 300, 1000];
    expect(readCommandLine([])).toEqual({ kind: 'run', on: 'model', curve, alerts: 1_000_000 });
  });

  it('leaves the day of noise out on the twin unless it is asked for', () => {
    expect(readCommandLine(['--on', 'twin', '--channels', '5'])).toEqual({
      kind: 'run',
      on: 'twin',
      curve: [5],
      alerts: 0,
    });
    expect(readCommandLine(['--on', 'twin', '--alerts', '20'])).toMatchObject({ alerts: 20 });
  });

  it.each([
    [['--on', 'paper'], /--on paper is not possible\. Give model or twin/],
    [['--channels', '10,many'], /--channels many is not possible\. Give whole numbers from 1 to 5000/],
    [['--channels', '0'], /from 1 to 5000/],
    [['--alerts', ''], /from 0 to 100000000/],
    [['100,1000'], /Unexpected argument '100,1000'.*See: npm run load -- --help/],
  ])('refuses %j and says what is allowed', (argv, message) => {
    expect(() => readCommandLine(argv)).toThrow(UsageError);
    expect(() => readCommandLine(argv)).toThrow(message);
  });

  it('gives help', () => {
    expect(readCommandLine(['-h'])).toEqual({ kind: 'help' });
    expect(help).toContain('npm run load');
  });
});
