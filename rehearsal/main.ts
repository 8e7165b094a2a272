import { help, readCommandLine } from './command-line.ts';
import { listOf, runCommand } from './run-command.ts';
import { exitCodeOf } from './report.ts';
import { runDrill } from './run-drill.ts';
import { scenarios } from './scenarios/registry.ts';

await runCommand('drill', async (interruption) => {
  const command = readCommandLine(process.argv.slice(2));
  if (command.kind === 'run') return exitCodeOf(await runDrill(command, interruption));
  console.log(command.kind === 'help' ? help : listOf(scenarios));
  return 0;
});
