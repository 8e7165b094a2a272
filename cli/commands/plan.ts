import { KnownError } from '../../config/known-error.ts';
import { loadConfiguration } from '../../config/load-configuration.ts';
import { openSynthesis, type Synthesis } from '../../rehearsal/synthesis.ts';
import { readAssembly } from '../../twin/cloudformation/assembly.ts';
import { parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitCodes } from '../exit-code.ts';
import { planChange, RefusedStanding, type FileChange } from '../plan/plan.ts';
import { renderPlan } from '../plan/render.ts';
import { standalone } from '../plan/standalone.ts';
import { warningsIn } from '../plan/warnings.ts';

const help = `Usage: failover plan OLD NEW [options]

Says what deploying the file NEW does where the file OLD is deployed: what changes while everything runs,
which channel is stopped and started again, what CloudFormation refuses, and what to do instead. Both are
deployed into a dry run on this machine, by the rules of CloudFormation and of the media services, and what
it advises has been played there. Warns of quotas that NEW exceeds by default. Asks nothing of AWS.

      --json             answer in JSON, for programs

Exit code 1: something is refused.

Example:
  failover plan my-channels.yaml my-channels.new.yaml`;

/** The account of a file that names none: which one it is makes no difference to what happens. */
const someAccount = '000000000000';

export const plan: Command = {
  help,
  run: async (args, io) => {
    const { values, words } = parseCommandLine(args, {
      command: 'plan',
      options: { json: { type: 'boolean' } },
      words: ['old', 'new'],
    });
    const synthesis = openSynthesis();
    try {
      const planned = await planChange(changeOf(words, synthesis)).catch((error: unknown) => {
        if (!(error instanceof RefusedStanding)) throw error;
        throw new KnownError(
          `${words.old} cannot be deployed itself: ${error.message}`,
          'Give the file that is deployed.',
        );
      });
      const files = { old: words.old, new: words.new };
      io.out(values.json === true ? JSON.stringify(planned, null, 2) : renderPlan(planned, files));
      for (const warning of await newWarnings(words, synthesis)) io.err(`Warning: ${warning}`);
      return planned.some(({ verdict }) => verdict === 'refused') ? exitCodes.negative : exitCodes.ok;
    } finally {
      synthesis.close();
    }
  },
};

function changeOf(words: { readonly old: string; readonly new: string }, synthesis: Synthesis): FileChange {
  const [before, after] = [loadConfiguration(words.old), loadConfiguration(words.new)];
  const { account = someAccount, region = 'eu-west-1' } = after;
  const files = { OLD: words.old, NEW: words.new };
  return {
    place: { account, region },
    deployment: before.name,
    stacksOf: async (file, without) =>
      readAssembly(await assemblyOf(standalone(files[file], without), synthesis)),
  };
}

/** What synthesizing NEW warns of and OLD does not: what is deployed shows that the account has enough for it. */
async function newWarnings(
  words: { readonly old: string; readonly new: string },
  synthesis: Synthesis,
): Promise<readonly string[]> {
  const [before, after] = await Promise.all(
    [words.old, words.new].map(async (file) =>
      warningsIn(await assemblyOf(standalone(file), synthesis)),
    ),
  );
  return (after ?? []).filter((warning) => before?.includes(warning) !== true);
}

function assemblyOf(text: string, synthesis: Synthesis): Promise<string> {
  return synthesis.assemblyOf({ text }, new AbortController().signal);
}
