import { closeSync, openSync, writeFileSync } from 'node:fs';
import { KnownError } from '../../config/known-error.ts';
import { ask, type CommonValues } from '../answer.ts';
import { commonOptions, commonOptionsHelp, parseCommandLine } from '../arguments.ts';
import type { Command } from '../command.ts';
import { exitCodes, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { chosenQuestions } from '../verify/questions.ts';
import { findGround, type SharedGround } from '../verify/ground.ts';
import type { Question } from '../verify/question.ts';
import { renderConsent, renderResult, renderSummary } from '../verify/render.ts';
import { renderMarkdown, reportOf } from '../verify/report.ts';
import { countOf, type Result } from '../verify/result.ts';
import { walk } from '../verify/walk.ts';

const help = `Usage: failover verify --account [options]

Asks AWS what nobody else can answer, with your own permissions, and shows what it saw beside what the twin
believes. Most questions only read. What changes something is asked for first, each time, with its cost; it is
put back afterwards, also after Ctrl-C. Changes to a channel are made on the channel that you name and on no
other. IT MUST NOT BE ON AIR TO VIEWERS. Without a channel, the first ten with two inputs are looked at.

      --account          ask the account; there is no other thing to verify, and no default, on purpose
      --channel CHANNEL  the channel to ask on: its ARN, id or name
  -y, --yes              ask everything, also what changes something, for scripts
      --only ID          this question; may be given more than once
      --skip ID          not this one; may be given more than once
      --report FILE      write a report in Markdown, without account numbers and names, to send to the project
${commonOptionsHelp}

Exit codes: 0 nothing differs; 1 something differs, or could not be put back; 2 nothing could be asked, or it
was interrupted. What each question is: docs/twin.md and docs/reliability.md.

Examples:
  failover verify --account
  failover verify --account --channel test-one --report answers.md`;

const options = {
  ...commonOptions,
  account: { type: 'boolean' },
  channel: { type: 'string', short: 'c' },
  yes: { type: 'boolean', short: 'y' },
  only: { type: 'string', multiple: true },
  skip: { type: 'string', multiple: true },
  report: { type: 'string' },
} as const;

export const verify: Command = {
  help,
  run: async (args, io) => {
    const { values } = parseCommandLine(args, { command: 'verify', options, words: [] });
    if (values.account !== true) {
      throw new KnownError('failover verify needs --account.', 'It asks AWS, with your credentials.');
    }
    const questions = chosenQuestions(values.only ?? [], values.skip ?? []);
    if (values.report !== undefined) mayWrite(values.report);
    const account = await io.openAccount({ region: values.region }, io.err);
    const region = await account.region();
    const shared = await findGround({
      account,
      called: values.channel,
      by: io.user,
      ask: (request) => ask(request, { ...values, json: true }, io),
    });
    const { results, wasInterrupted } = await asked(questions, { shared, values, io });
    const channels = await shared.channels().catch(() => []);
    const names = channels.flatMap(({ Name = '', Id }) => [Name, Id]);
    const isAws = !Object.keys(io.env).some((name) => name.startsWith('AWS_ENDPOINT_URL'));
    const report = reportOf(results, { date: io.now(), region, isAws, names });
    if (values.report !== undefined) writeFileSync(values.report, renderMarkdown(report, results));
    io.out(values.json === true ? JSON.stringify(report, null, 2) : renderSummary(results, io.columns));
    return exitCodeOf(results, wasInterrupted);
  },
};

interface Asked {
  readonly shared: SharedGround;
  readonly values: CommonValues & { readonly yes?: boolean; readonly channel?: string };
  readonly io: Io;
}

async function asked(questions: readonly Question[], { shared, values, io }: Asked) {
  let wasInterrupted = false;
  let interrupt = (): void => undefined;
  const interrupted = new Promise<void>((resolve) => {
    interrupt = resolve;
  });
  const forget = io.onInterrupt(() => {
    wasInterrupted = true;
    io.err('Ending: what was changed is put back.');
    interrupt();
  });
  try {
    const results = await walk(questions, {
      shared,
      now: io.now,
      sleep: io.sleep,
      interrupted,
      isInterrupted: () => wasInterrupted,
      consent: (question) => consentTo(question, values, io),
      tell: (result) => {
        if (values.json !== true) io.out(renderResult(result, io.columns));
      },
    });
    return { results, wasInterrupted };
  } finally {
    forget();
  }
}

async function consentTo(question: Question, values: Asked['values'], io: Io): Promise<string | null> {
  if (values.yes === true) return null;
  io.err(renderConsent(question, values.channel ?? '', io.columns));
  const typed = await io.prompt('  It must not be on air to viewers. Ask it? [y/N] ');
  return /^y(es)?$/i.test(typed.trim()) ? null : 'Nobody has agreed: type y at a terminal, or give --yes.';
}

/** Before anything is asked: an hour later would be too late to find it out. @throws KnownError */
function mayWrite(file: string): void {
  try {
    closeSync(openSync(file, 'a'));
  } catch (error) {
    throw new KnownError(`${file} cannot be written: ${String(error)}`, 'Give another file with --report.');
  }
}

function exitCodeOf(results: readonly Result[], wasInterrupted: boolean): ExitCode {
  const differs = countOf(results, 'different') > 0 || results.some(({ left }) => left.length > 0);
  if (differs) return exitCodes.negative;
  const probed = results.filter(({ question }) => question.probe !== undefined);
  const isSilent = probed.length > 0 && probed.every(({ verdict }) => verdict === 'not asked');
  return wasInterrupted || isSilent ? exitCodes.failure : exitCodes.ok;
}
