import { help, readCommandLine, UsageError } from './command-line.ts';
import { faults } from './faults/registry.ts';
import { runChaos } from './run-chaos.ts';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    interruption.abort(new Error('The run was interrupted.'));
  });
}

try {
  const command = readCommandLine(process.argv.slice(2));
  switch (command.kind) {
    case 'help':
      console.log(help);
      break;
    case 'list': {
      const width = Math.max(...faults.map(({ name }) => name.length));
      for (const { name, summary } of faults) console.log(`${name.padEnd(width)}  ${summary}`);
      break;
    }
    case 'run': {
      const { passed, faults: played } = await runChaos(command, interruption.signal);
      process.exitCode = passed ? 0 : played.some(({ error }) => error !== undefined) ? 2 : 1;
    }
  }
} catch (error) {
  const known = error instanceof UsageError || interruption.signal.aborted;
  console.error(error instanceof Error ? (known ? error.message : error.stack) : error);
  process.exitCode = 2;
}
