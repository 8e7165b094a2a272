import { runCommand } from '../../rehearsal/run-command.ts';
import { openSynthesis } from '../../rehearsal/synthesis.ts';
import { printVerdict } from '../verdict.ts';
import { help, readCommandLine, type DeploymentsFor, type LoadCommand } from './command-line.ts';
import { synthesizeFor } from '../../rehearsal/load/deployments.ts';
import { loseSiteInModel } from './modelled-loss.ts';
import { dayOfNoise } from './noise.ts';
import { modelClaimsOf, modelTable, noiseClaims, noiseLine, twinClaimsOf, twinTable } from './report.ts';
import { loseSiteOnTwin, type TwinLoss } from '../../rehearsal/load/twin-loss.ts';
import type { Loss } from '../../rehearsal/load/loss.ts';

/**
 * How a failover of many channels at once compares with what MediaLive's throttle allows, and what a day of alerts that mean
 * nothing costs.
 */
await runCommand('load', async (interruption) => {
  const command = readCommandLine(process.argv.slice(2));
  if (command.kind === 'help') {
    console.log(help);
    return 0;
  }
  await play(command, interruption);
  return Number(process.exitCode ?? 0);
});

async function play(
  { on, curve, deployments, alerts }: Extract<LoadCommand, { kind: 'run' }>,
  signal: AbortSignal,
): Promise<void> {
  if (on === 'model') await curveInModel(curve, deployments);
  else await curveOnTwin(curve, deployments, signal);
  if (alerts === 0) return;
  const noise = await dayOfNoise(alerts);
  console.log(noiseLine(noise));
  printVerdict(noiseClaims(noise));
}

async function curveInModel(curve: readonly number[], deployments: DeploymentsFor): Promise<void> {
  console.log(modelTable.head);
  const losses: Loss[] = [];
  for (const channels of curve) {
    const loss = await loseSiteInModel(channels, deployments(channels));
    losses.push(loss);
    console.log(modelTable.row(loss));
  }
  printVerdict(modelClaimsOf(losses));
}

async function curveOnTwin(
  curve: readonly number[],
  deploymentsFor: DeploymentsFor,
  signal: AbortSignal,
): Promise<void> {
  const synthesis = openSynthesis();
  try {
    console.log(twinTable.head);
    const losses: TwinLoss[] = [];
    for (const channels of curve) {
      const deployments = await synthesizeFor(channels, deploymentsFor(channels), synthesis, signal);
      const loss = await loseSiteOnTwin(deployments, signal);
      losses.push(loss);
      console.log(twinTable.row(loss));
    }
    printVerdict(twinClaimsOf(losses));
  } finally {
    synthesis.close();
  }
}
