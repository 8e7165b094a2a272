import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { parseTraceLine, type TraceLine } from './trace-line.ts';

/** A trace that cannot be replayed as it is; the message names the line. */
export class TraceError extends Error {
  constructor(source: string, line: number, problem: string) {
    super(`${source}${line > 0 ? `, line ${line}` : ''}: ${problem}`);
    this.name = 'TraceError';
  }
}

/**
 * Reads a trace: one JSON object a line, in any order; empty lines are skipped.
 * @throws TraceError
 */
export function loadTrace(file: string): readonly TraceLine[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new TraceError(
      file,
      0,
      `the file cannot be read (${error instanceof Error ? error.message : String(error)}).`,
    );
  }
  return parseTrace(text, file);
}

/** Reads a trace from text; `source` is what messages call it. @throws TraceError */
export function parseTrace(text: string, source: string): readonly TraceLine[] {
  const lines = text
    .split('\n')
    .flatMap((line, index) => (line.trim() === '' ? [] : [parseLine(line, source, index + 1)]));
  if (lines.length === 0)
    throw new TraceError(source, 0, 'there is no event in it. Give one JSON object a line.');
  return lines;
}

function parseLine(line: string, source: string, number: number): TraceLine {
  let input: unknown;
  try {
    input = JSON.parse(line);
  } catch {
    throw new TraceError(source, number, `not JSON: ${line.slice(0, 60)}`);
  }
  try {
    return parseTraceLine(input);
  } catch (error) {
    if (!(error instanceof v.ValiError)) throw error;
    const issues: readonly v.BaseIssue<unknown>[] = error.issues;
    const remarks = issues.map((issue) => `${v.getDotPath(issue) ?? 'the line'}: ${issue.message}`);
    throw new TraceError(source, number, `not an EventBridge event: ${remarks.slice(0, 3).join('; ')}`);
  }
}
