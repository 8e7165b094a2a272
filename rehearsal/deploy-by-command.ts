import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCdk } from './cdk-command.ts';
import { connect } from './clients.ts';
import type { Rehearsal } from './rehearsal.ts';
import type { StageOptions } from './stage.ts';

/**
 * Deploys a configuration into an empty twin as docs/deployment.md has it: the account is bootstrapped, the flows come first, and
 * the rest when the sites send to them.
 */
export function deployByCommand(
  { text, configuration: { name, account = '', region = '' }, channel }: Rehearsal,
  signal: AbortSignal,
): NonNullable<StageOptions['deploy']> {
  return async ({ endpoint }, stream) => {
    const folder = mkdtempSync(join(tmpdir(), 'failover-drill-file-'));
    const clients = connect(endpoint, region);
    const cdk = async (...line: readonly string[]): Promise<void> => {
      const { exitCode, printed } = await runCdk(clients.environment, line, signal);
      if (exitCode !== 0) throw new Error(`npx cdk ${line.join(' ')} failed:\n${printed}`);
    };
    try {
      const file = join(folder, 'configuration.yaml');
      writeFileSync(file, text);
      const app = ['-c', `config=${file}`, '--output', join(folder, 'cdk.out')];
      await cdk('bootstrap', `aws://${account}/${region}`, ...app);
      await cdk('deploy', ...app, '--require-approval', 'never', `${name}-${channel.name}-contribution`);
      await stream();
      await cdk('deploy', ...app, '--require-approval', 'never', '--all');
    } finally {
      clients.close();
      rmSync(folder, { recursive: true, force: true });
    }
  };
}
