/** Goal: the shells complete every command and every option that its help explains. */
import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';
import { commands } from '../../cli/registry.ts';
import { run } from './setup.ts';

/** What bash offers for a line, of which the last word is being typed. */
async function offered(...line: string[]): Promise<readonly string[]> {
  const { out: script } = await run(['completion', 'bash']);
  const words = ['failover', ...line].map((word) => `'${word}'`).join(' ');
  const ask = `COMP_WORDS=(${words}); COMP_CWORD=${line.length}; _failover; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync('bash', ['-c', `${script}\n${ask}`], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return stdout.trim().split('\n');
}

describe('completion', () => {
  it('offers every command', async () => {
    expect(await offered('')).toEqual(expect.arrayContaining(commands.map(({ name }) => name)));
    expect(await offered('sw')).toEqual(['switch']);
  });

  it('offers the options of the command, also behind those that stand before it', async () => {
    expect(await offered('switch', 'one', '--f')).toEqual(['--force', '--function']);
    expect(await offered('--profile', 'mine', 'estimate', '--v')).toEqual(['--viewers']);
  });

  it('names every command and its options for zsh', async () => {
    const { exitCode, out } = await run(['completion', 'zsh']);
    expect(exitCode).toBe(0);
    for (const { name } of commands) {
      expect(out).toMatch(new RegExp(`^ +${name}\\) options=\\(.*--json`, 'm'));
    }
  });

  it('knows no other shell', async () => {
    expect(await run(['completion', 'bsh'])).toMatchObject({
      exitCode: 2,
      err: expect.stringContaining('Did you mean "bash"?'),
    });
  });
});
