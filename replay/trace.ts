import * as v from 'valibot';
import { KnownError } from '../config/known-error.ts';
import { readFileAtMost } from '../config/read-file.ts';
import { jsonTexts } from './json-texts.ts';
import { messageOf, parseTraceLine, stageSource, type TraceLine } from './trace-line.ts';
import { unwrap, type Unwrapped } from './unwrap.ts';

/** A trace that cannot be replayed as it is; the message names the line. */
export class TraceError extends KnownError {
  constructor(source: string, line: number, problem: string) {
    super(`${source}${line > 0 ? `, line ${line}` : ''}: ${problem}`, 'See: failover replay --help');
  }
}

/** Something in a trace that was not understood. */
export interface Unread {
  /** Where it begins in the file, counted from 1. */
  readonly line: number;
  readonly why: string;
  /** What stood there, shortened. */
  readonly text: string;
}

/** Events of a kind that no decision depends on. */
export interface PassedOver {
  readonly source: string;
  readonly detailType: string;
  readonly count: number;
}

export interface Trace {
  readonly lines: readonly TraceLine[];
  readonly unread: readonly Unread[];
  readonly passedOver: readonly PassedOver[];
}

const textCharactersMax = 120;

/** A channel's events of a year take a fraction of it. */
const bytesMax = 200_000_000;

/**
 * Reads a trace: JSON objects in any order, one a line or laid out over several, in lists, or wrapped as AWS's tools export them.
 * @throws TraceError where the file cannot be read, or nothing in it is understood.
 */
export function loadTrace(file: string): Trace {
  let bytes: Buffer;
  try {
    bytes = readFileAtMost(file, bytesMax);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new TraceError(file, 0, `the file cannot be read (${why}).`);
  }
  return parseTrace(new TextDecoder(encodingOf(bytes)).decode(bytes), file);
}

/** The same of a trace that must be understood to the last line. @throws TraceError */
export function loadWhole(file: string): readonly TraceLine[] {
  const { lines, unread } = loadTrace(file);
  const [first] = unread;
  if (first !== undefined) throw new TraceError(file, first.line, `${first.why}: ${first.text}`);
  return lines;
}

/** Some shells of Windows write UTF-16. */
function encodingOf([first, second]: Buffer): 'utf-8' | 'utf-16le' {
  return first === 0xff && second === 0xfe ? 'utf-16le' : 'utf-8';
}

/** Reads a trace from text; `source` is what messages call it. @throws TraceError where nothing in it is understood. */
export function parseTrace(text: string, source: string): Trace {
  const entries = jsonTexts(text.replace(/^\uFEFF/, '')).flatMap((found) => {
    const parts: readonly Unwrapped[] =
      found.type === 'value'
        ? unwrap(found.value, found.text)
        : [{ type: 'junk', why: 'not JSON', text: found.text }];
    return parts.map((part) => read(part, found.line));
  });
  const lines = entries.flatMap((entry) => ('kind' in entry ? [entry] : []));
  const unread = entries.flatMap((entry) => ('why' in entry ? [entry] : []));
  if (unread.length > 0 && lines.length === 0) throw nothingRead(source, unread);
  if (lines.length === 0) {
    throw new TraceError(source, 0, 'there is no event in it. Give one JSON object a line.');
  }
  return { lines, unread, passedOver: passedOver(lines) };
}

/** As many as are named where not one line was understood: that is most likely no trace. */
const namedMax = 20;

function nothingRead(source: string, unread: readonly Unread[]): TraceError {
  const [first = { line: 0, why: '', text: '' }, ...others] = unread.slice(0, namedMax);
  const more = others.map(({ line, why, text }) => `line ${line}: ${why}: ${text}`);
  const count = `None of its ${unread.length} lines was understood.`;
  return new TraceError(source, first.line, [`${first.why}: ${first.text}`, ...more, count].join('\n'));
}

function read(part: Unwrapped, line: number): TraceLine | Unread {
  const unread = (why: string): Unread => ({ line, why, text: shortened(part.text) });
  if (part.type === 'junk') return unread(part.why);
  try {
    const entry = parseTraceLine(part.value);
    const problem = problemOf(entry);
    return problem === null ? entry : unread(problem);
  } catch (error) {
    if (!(error instanceof v.ValiError)) throw error;
    const issues: readonly v.BaseIssue<unknown>[] = error.issues;
    const remarks = issues.map((issue) => `${v.getDotPath(issue) ?? 'the line'}: ${issue.message}`);
    return unread(`not an EventBridge event: ${remarks.slice(0, 3).join('; ')}`);
  }
}

/** What keeps the functions from understanding an event of a kind that they know; null: nothing. */
function problemOf(entry: TraceLine): string | null {
  const message = messageOf(entry);
  if (message?.type !== 'ignored' || isOfNoConcern(message.reason)) return null;
  // What we have published ourselves: it tells of decisions, which a replay makes anew.
  if (entry.line.source === stageSource) return null;
  if (message.reason === 'impossible-time') {
    const time = new Date(entry.line.time).toISOString();
    return `dated ${time}, when it cannot have happened: give its real time`;
  }
  return `${message.reason}: ${message.what}`;
}

/** Understood, and nothing follows from it: the kinds that a rule on all events of a service brings as well. */
function isOfNoConcern(reason: string): boolean {
  return reason === 'unknown-detail-type' || reason === 'no-verdict';
}

function passedOver(lines: readonly TraceLine[]): readonly PassedOver[] {
  const counted = new Map<string, PassedOver>();
  for (const entry of lines) {
    if (messageOf(entry)?.type !== 'ignored') continue;
    const { source, 'detail-type': detailType } = entry.line;
    const key = `${source}\n${detailType}`;
    counted.set(key, { source, detailType, count: (counted.get(key)?.count ?? 0) + 1 });
  }
  return [...counted.values()];
}

function shortened(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > textCharactersMax ? `${line.slice(0, textCharactersMax)}…` : line;
}
