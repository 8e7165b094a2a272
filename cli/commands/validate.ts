import { loadWithWarnings } from '../../config/load-configuration.ts';
import { ConfigurationError, pathText, type Problem } from '../../config/problem.ts';
import { parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitCodes } from '../exit-code.ts';

const help = `Usage: failover validate FILE [options]

Says whether a configuration can be deployed: everything that is wrong with it, and what is allowed but has
no effect. In a clone of the repository it is synthesized as well, and quotas are named that it exceeds by
default. Asks nothing of AWS.

      --strict           let warnings count as well
      --json             answer in JSON, for programs

Exit codes: 0 it can be deployed; 1 it cannot, or with --strict there are warnings; 2 wrong usage.

Example:
  failover validate my-channels.yaml`;

export const validate: Command = {
  help,
  run: async (args, io) => {
    const { values, words } = parseCommandLine(args, {
      command: 'validate',
      options: { json: { type: 'boolean' }, strict: { type: 'boolean' } },
      words: ['file'],
    });
    const { problems, warnings } = await verdictOn(words.file);
    const isValid = problems.length === 0 && !(values.strict === true && warnings.length > 0);
    if (values.json === true) {
      const error = {
        code: 'CONFIGURATION',
        message: `${words.file} is not valid.`,
        hint: 'See problems and warnings.',
      };
      const verdict = { file: words.file, problems, warnings };
      io.out(JSON.stringify(isValid ? { ok: true, ...verdict } : { ok: false, error, ...verdict }, null, 2));
    } else {
      for (const problem of problems) io.out(line('ERROR  ', problem));
      for (const warning of warnings) io.out(line('WARNING', warning));
      io.out(`${words.file} ${summary(problems.length, warnings.length, isValid)}`);
    }
    return isValid ? exitCodes.ok : exitCodes.negative;
  },
};

interface Verdict {
  readonly problems: readonly Remark[];
  readonly warnings: readonly Remark[];
}

interface Remark {
  readonly path: string;
  readonly line?: number;
  readonly text: string;
}

async function verdictOn(file: string): Promise<Verdict> {
  try {
    const { warnings } = loadWithWarnings(file);
    const { synthWarnings } = await import('../validate/synth-warnings.ts');
    const quotas = (await synthWarnings(file)).map((text) => ({ path: '', text }));
    return { problems: [], warnings: [...warnings.map(remarkOf), ...quotas] };
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    return { problems: error.problems.map(remarkOf), warnings: [] };
  }
}

function remarkOf({ path, text, line: at }: Problem): Remark {
  return { path: pathText(path), ...(at !== undefined && { line: at }), text };
}

function line(kind: string, { path, line: at, text }: Remark): string {
  const place = `${path === '' ? '(the file)' : path}${at === undefined ? '' : ` (line ${at})`}`;
  return `${kind}  ${place}: ${text}`;
}

function summary(problems: number, warnings: number, isValid: boolean): string {
  const counted = [counting(problems, 'problem'), counting(warnings, 'warning')].filter(
    (text) => text !== '',
  );
  const verdict = isValid
    ? 'can be deployed'
    : problems > 0
      ? 'cannot be deployed'
      : 'can be deployed, but warnings count';
  return `${verdict}${counted.length === 0 ? '' : `: ${counted.join(', ')}`}.`;
}

function counting(count: number, what: string): string {
  return count === 0 ? '' : count === 1 ? `1 ${what}` : `${count} ${what}s`;
}
