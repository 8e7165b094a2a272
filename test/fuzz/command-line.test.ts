import { describe, expect, it } from '@jest/globals';
import { KnownError } from '../../config/known-error.ts';
import { readCommandLine } from '../../fuzz/command-line.ts';

describe('the command line', () => {
  it('sends a hundred thousand of each, from a seed that nobody knew', () => {
    const command = readCommandLine([]);
    expect(command).toMatchObject({ counts: { messages: 100_000, work: 10_000, requests: 100_000 } });
    expect(readCommandLine([])?.seed).not.toBe(command?.seed);
  });

  it('repeats what was printed', () => {
    const printed = ['--seed', '7', '--messages', '1', '--work', '0', '--requests', '0', '--path', '3:0:1'];
    expect(readCommandLine(printed)).toEqual({
      seed: 7,
      counts: { messages: 1, work: 0, requests: 0 },
      path: '3:0:1',
    });
  });

  it('gives help', () => {
    expect(readCommandLine(['-h'])).toBeNull();
  });

  it.each([
    [['--seed', 'x'], /--seed x is not allowed: give a whole number from 0 to 1000000000\./],
    [['--messages', '-1'], /--messages/],
    [['--requests', '1e3'], /--requests 1e3 is not allowed: give a whole number from 0 to 100000000\./],
    [['--path', '1:2'], /--path needs the rest of what was printed/],
    [['--path', 'x', '--seed', '1'], /--path x is not allowed: give it as it was printed\./],
    [['--soft'], /Unknown option '--soft'\. See: npm run fuzz -- --help/],
  ])('refuses %j and says what is allowed', (argv, message) => {
    expect(() => readCommandLine(argv)).toThrow(KnownError);
    expect(() => readCommandLine(argv)).toThrow(message);
  });
});
