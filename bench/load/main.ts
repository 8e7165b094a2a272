import { runCommand } from '../../rehearsal/run-command.ts';
import { openSynthesis } from '../../rehearsal/synthesis.ts';
import { writeReport } from '../../rehearsal/measured-report.ts';
import type { Table } from '../columns.ts';
import { printVerdict } from '../verdict.ts';
import { help, readCommandLine, type DeploymentsFor, type LoadCommand } from './command-line.ts';
import { synthesizeFor } from '../../rehearsal/load/deployments.ts';
import { loseSiteInModel } from './modelled-loss.ts';
import { dayOfNoise } from './noise.ts';
import { modelClaimsOf, modelTable, noiseClaims, noiseTable, twinClaimsOf, twinTable } from './report.ts';
import { loseSiteOnTwin, type TwinLoss } from '../../rehearsal/load/twin-loss.ts';

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
  { on, curve, deployments, alerts, report }: Extract<LoadCommand, { kind: 'run' }>,
  signal: AbortSignal,
): Promise<void> {
  const write = (name: string, title: string, table: string): void => {
    if (report !== undefined) writeReport(name, { title, command: report, table });
  };
  if (on === 'model') {
    const losses = await curveOf(modelTable, curve, (channels) =>
      loseSiteInModel(channels, deployments(channels)),
    );
    write('load-model', 'Many channels at once, in the model', modelTable.markdown(losses));
    printVerdict(modelClaimsOf(losses));
  } else {
    const losses = await onTwin(curve, deployments, signal);
    write('load-twin', 'Many channels at once, on the twin', twinTable.markdown(losses));
    printVerdict(twinClaimsOf(losses));
  }
  if (alerts === 0) return;
  const noise = await dayOfNoise(alerts);
  console.log(`${noiseTable.head}\n${noiseTable.row(noise)}`);
  write('noise', 'A day of alerts that mean nothing, 1,000 channels', noiseTable.markdown([noise]));
  printVerdict(noiseClaims(noise));
}

async function curveOf<L>(
  table: Table<L>,
  curve: readonly number[],
  lose: (channels: number) => Promise<L>,
): Promise<readonly L[]> {
  console.log(table.head);
  const losses: L[] = [];
  for (const channels of curve) {
    const loss = await lose(channels);
    losses.push(loss);
    console.log(table.row(loss));
  }
  return losses;
}

async function onTwin(
  curve: readonly number[],
  deploymentsFor: DeploymentsFor,
  signal: AbortSignal,
): Promise<readonly TwinLoss[]> {
  const synthesis = openSynthesis();
  try {
    return await curveOf(twinTable, curve, async (channels) => {
      const deployments = await synthesizeFor(channels, deploymentsFor(channels), synthesis, signal);
      return loseSiteOnTwin(deployments, signal);
    });
  } finally {
    synthesis.close();
  }
}
