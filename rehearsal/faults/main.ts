import { listOf, runCommand } from '../run-command.ts';
import { help, readCommandLine } from './command-line.ts';
import { faults } from './kinds/registry.ts';
import { runChaos } from './run-chaos.ts';

await runCommand('run', async (interruption) => {
  const command = readCommandLine(process.argv.slice(2));
  if (command.kind === 'run') {
    const { passed, faults: played } = await runChaos(command, interruption);
    if (passed) return 0;
    return played.some(({ error }) => error !== undefined) ? 2 : 1;
  }
  console.log(command.kind === 'help' ? help : listOf(faults));
  return 0;
});
