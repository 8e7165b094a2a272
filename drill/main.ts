import { ConfigurationError } from '../config/problem.ts';
import { help, readCommandLine, UsageError } from './command-line.ts';
import { runDrill } from './run-drill.ts';
import { scenarios } from './scenarios/registry.ts';

const interruption = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
  process.once(signal, () => {
    interruption.abort(new Error('The drill was interrupted.'));
  });
}

try {
  const command = readCommandLine(process.argv.slice(2));
  switch (command.kind) {
    case 'help':
      console.log(help);
      break;
    case 'list': {
      const width = Math.max(...scenarios.map(({ name }) => name.length));
      for (const { name, summary } of scenarios) console.log(`${name.padEnd(width)}  ${summary}`);
      break;
    }
    case 'run': {
      const { passed } = await runDrill(command, interruption.signal);
      process.exitCode = passed ? 0 : 1;
    }
  }
} catch (error) {
  const known =
    error instanceof UsageError || error instanceof ConfigurationError || interruption.signal.aborted;
  console.error(error instanceof Error ? (known ? error.message : error.stack) : error);
  process.exitCode = 2;
}
