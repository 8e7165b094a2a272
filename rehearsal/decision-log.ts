import * as v from 'valibot';

/** A decision as a function logged it. */
export interface LoggedDecision {
  readonly rule: string;
  readonly outcome: string;
  readonly why: string;
}

const decidedLine = v.pipe(
  v.string(),
  v.startsWith('{'),
  v.parseJson(),
  v.object({
    message: v.literal('decided'),
    decisions: v.array(v.object({ rule: v.string(), outcome: v.string(), why: v.string() })),
  }),
);

/** The decisions in one line of a function's log; none in most lines. */
export function decisionsIn(line: string): readonly LoggedDecision[] {
  const parsed = v.safeParse(decidedLine, line);
  return parsed.success ? parsed.output.decisions : [];
}
