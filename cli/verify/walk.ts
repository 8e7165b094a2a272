import { KnownError } from '../../config/known-error.ts';
import { explained } from '../aws-error.ts';
import type { SharedGround } from './ground.ts';
import { NotAsked, type Answer, type Ground, type Question } from './question.ts';
import type { Result } from './result.ts';

/** What a walk through the questions needs of the outside. */
export interface WalkSetting {
  readonly shared: SharedGround;
  /** null: the operator agrees; else why it is not asked. */
  readonly consent: (question: Question) => Promise<string | null>;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  /** Resolves when the operator interrupts. */
  readonly interrupted: Promise<void>;
  readonly isInterrupted: () => boolean;
  /** Hears each result as it comes. */
  readonly tell: (result: Result) => void;
}

/** Asks the questions one after the other, and puts back after each what it has changed. */
export async function walk(questions: readonly Question[], setting: WalkSetting): Promise<readonly Result[]> {
  const results: Result[] = [];
  for (const question of questions) {
    const result = await ask(question, setting);
    results.push(result);
    setting.tell(result);
  }
  return results;
}

async function ask(question: Question, setting: WalkSetting): Promise<Result> {
  const { probe, needsChannel } = question;
  if (probe === undefined) return { question, verdict: 'cannot be seen', saw: '', left: [] };
  const undone: { readonly what: string; readonly act: () => Promise<void> }[] = [];
  let ended: Answer | Error;
  try {
    if (setting.isInterrupted()) throw new NotAsked('Interrupted.');
    const { shared } = setting;
    if (needsChannel) shared.named();
    const refusal = question.cost.changes === undefined ? null : await setting.consent(question);
    if (refusal !== null) throw new NotAsked(refusal);
    ended = await probe({ ...shared, ...ownGround(setting, (what, act) => undone.unshift({ what, act })) });
  } catch (error) {
    ended = error instanceof Error ? error : new Error(String(error));
  }
  const left: string[] = [];
  for (const { what, act } of undone) {
    await act().catch((error: unknown) => left.push(`NOT put back: ${what}. ${lineOf(error)}`));
  }
  if (ended instanceof Error) return { question, verdict: 'not asked', saw: lineOf(ended), left };
  return { question, ...ended, left };
}

function ownGround(
  { now, sleep, interrupted, isInterrupted }: WalkSetting,
  putBack: Ground['putBack'],
): Pick<Ground, 'now' | 'sleep' | 'putBack'> {
  return {
    now: () => now().getTime(),
    sleep: async (ms) => {
      await Promise.race([sleep(ms), interrupted]);
      if (isInterrupted()) throw new NotAsked('Interrupted.');
    },
    putBack,
  };
}

/** An error in one line, as a person can use it. */
function lineOf(error: unknown): string {
  if (error instanceof NotAsked) return error.message;
  const known = explained(error, {});
  const [name, message] =
    known instanceof KnownError || !(known instanceof Error)
      ? ['', known instanceof Error ? known.message : String(known)]
      : [`${known.name}: `, known.message];
  return `Could not be asked. ${name}${message}`.replaceAll(/\s+/g, ' ').trim();
}
