import { describe, expect, it } from '@jest/globals';
import { help, readCommandLine } from '../../rehearsal/command-line.ts';
import { KnownError } from '../../config/known-error.ts';
import { rehearse } from '../../rehearsal/rehearsal.ts';
import { scenarios } from '../../rehearsal/scenarios/registry.ts';

describe('the command line of the drill', () => {
  it('plays site-loss when nothing is said', () => {
    expect(names()).toStrictEqual(['site-loss']);
    expect(readCommandLine([])).toMatchObject({ settings: [], parallel: 1, verbose: false });
  });

  it('plays what is named, all that belongs to a name, or everything', () => {
    expect(names('--scenario', 'flap', '--scenario', 'crash')).toStrictEqual([
      'flap',
      'crash/before-write',
      'crash/after-write',
      'crash/after-call',
    ]);
    expect(names('--scenario', 'crash/after-call')).toStrictEqual(['crash/after-call']);
    expect(names('--all')).toStrictEqual(scenarios.map(({ name }) => name));
  });

  it('takes how long an attack lasts', () => {
    expect(readCommandLine([])).toMatchObject({ forMs: undefined });
    expect(readCommandLine(['--for', '10m'])).toMatchObject({ forMs: 600_000 });
  });

  it('explains and lists', () => {
    expect(readCommandLine(['--help'])).toStrictEqual({ kind: 'help' });
    expect(readCommandLine(['--list'])).toStrictEqual({ kind: 'list' });
    expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(120);
  });

  it.each([
    { line: ['--scenario', 'earthquake'], says: 'There is no scenario "earthquake". There are: site-loss,' },
    { line: ['--parallel', '0'], says: '--parallel 0 is not allowed. Give a whole number from 1 to 8.' },
    { line: ['--for', '5s'], says: '--for 5s is not allowed. Give a span from 1m to 1h, like 10m.' },
    { line: ['--for', 'ever'], says: '--for ever is not allowed.' },
    { line: ['--set', 'failback.mode'], says: '--set failback.mode sets nothing.' },
    { line: ['--fast'], says: "Unknown option '--fast'." },
  ])('refuses $line', ({ line, says }) => {
    expect(() => readCommandLine(line)).toThrow(KnownError);
    expect(() => readCommandLine(line)).toThrow(says);
  });
});

describe('the policy on the command line', () => {
  it('is the default when nothing is said', () => {
    expect(policy().start).toStrictEqual({ type: 'fixed', leadMs: 15_500 });
  });

  it('takes windows for alerts and flows alike', () => {
    const { alerts, flow } = policy('--window', '1s', '--clear', '4s');

    expect(alerts).toStrictEqual({
      'Stopped Receiving UDP Input': { confirmMs: 1000, clearMs: 4000 },
      'Initial Probe is Taking Longer Than Expected': { confirmMs: 1000, clearMs: 4000 },
    });
    expect(flow).toMatchObject({ confirmMs: 1000, clearMs: 4000 });
  });

  it('takes the start, the lead, and anything else by its path', () => {
    expect(policy('--start', 'immediate').start).toStrictEqual({ type: 'immediate' });
    expect(policy('--lead', '20s').start).toStrictEqual({ type: 'fixed', leadMs: 20_000 });
    expect(policy('--set', 'failback.mode=automatic', '--set', 'secondLook=false')).toMatchObject({
      failback: { mode: 'automatic' },
      secondLook: false,
    });
  });

  it('is refused as the configuration refuses it, in terms of the options', () => {
    expect(() => policy('--lead', '10s')).toThrow(/^--lead: "10s" is too short/);
    expect(() => policy('--window', '2')).toThrow(/^--window: "2" is not a duration[^\n]*$/);
    expect(() => policy('--set', 'failbak.mode=automatic')).toThrow(/^--set failbak: .*"failback"/);
  });
});

describe('the policy of a file', () => {
  it('is that of its only group, before what the options say', () => {
    const settings = policy('--config', 'examples/control-plane.yaml', '--window', '7s');
    expect(settings.flow.confirmMs).toBe(7000);
  });

  it('is refused where it is not clear whose', () => {
    const line = ['--config', 'examples/control-plane.yaml', '--group', 'nws'];
    expect(() => policy(...line)).toThrow(/has no failover group "nws"\. Did you mean "news"\?/);
  });
});

function names(...line: string[]): readonly string[] {
  const command = readCommandLine(line);
  return command.kind === 'run' ? command.scenarios.map(({ name }) => name) : [];
}

function policy(...line: string[]) {
  const command = readCommandLine(line);
  return rehearse(command.kind === 'run' ? command.settings : []).policy;
}
