import { KnownError } from '../config/known-error.ts';
import { campaignNames, help, readCommandLine, type FuzzCommand } from './command-line.ts';
import { render } from './report.ts';
import { runApart } from './team.ts';

try {
  const command = readCommandLine(process.argv.slice(2));
  if (command === null) console.log(help);
  else process.exitCode = await fuzz(command);
} catch (error) {
  console.error(error instanceof KnownError ? error.shown : error);
  process.exitCode = 2;
}

/** Messages and requests are sent at the same time; each is reported as soon as it is over. */
async function fuzz({ seed, counts, path }: FuzzCommand): Promise<number> {
  console.log(`The seed is ${seed}.`);
  const found = await Promise.all(
    campaignNames
      .filter((name) => counts[name] > 0)
      .map(async (name) => {
        const started = performance.now();
        const extent = { seed, count: counts[name], ...(path !== undefined && { path }) };
        const outcome = await runApart({ name, extent });
        console.log(render(name, outcome, (performance.now() - started) / 1000));
        return outcome.finding !== null;
      }),
  );
  return found.includes(true) ? 1 : 0;
}
