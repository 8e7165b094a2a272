import { KnownError } from '../../config/known-error.ts';
import { didYouMean } from '../../config/suggestion.ts';
import { parseCommandLine } from '../arguments.ts';
import type { Command, CommandEntry } from '../command.ts';
import { bashScript, zshScript, type CompletedCommand } from '../completion-scripts.ts';
import { exitCodes } from '../exit-code.ts';

const help = `Usage: failover completion SHELL

Prints what completes commands and options at the Tab key. SHELL is bash or zsh.

Examples:
  source <(failover completion bash)      in ~/.bashrc
  source <(failover completion zsh)       in ~/.zshrc, after compinit`;

const scripts = { bash: bashScript, zsh: zshScript } as const;

/** Completes these commands, which are loaded for the options that they explain. */
export const completionOf = (commands: readonly CommandEntry[]): Command => ({
  help,
  run: async (args, io) => {
    const { words } = parseCommandLine(args, { command: 'completion', options: {}, words: ['shell'] });
    const script = Object.entries(scripts).find(([shell]) => shell === words.shell)?.[1];
    if (script === undefined) {
      const shells = Object.keys(scripts);
      throw new KnownError(
        `There is no completion for "${words.shell}".${didYouMean(words.shell, shells)}`,
        `Allowed: ${shells.join(', ')}.`,
      );
    }
    const completed: CompletedCommand[] = [];
    for (const entry of commands) {
      const { help: explained } = await entry.load();
      completed.push({ name: entry.name, summary: entry.summary, options: optionsIn(explained) });
    }
    io.out(script(completed));
    return exitCodes.ok;
  },
});

/** The options that a help explains, one a line; and those that every command takes. */
function optionsIn(text: string): readonly string[] {
  const explained = [...text.matchAll(/^ +(?:-\w, )? *(--[a-z-]+)/gm)].map(([, option = '']) => option);
  return [...new Set([...explained, '--json', '--profile', '--region', '--help'])];
}
