const unitsMs: Readonly<Record<string, number>> = {
  minute: 60_000,
  hour: 3_600_000,
  day: 86_400_000,
};

/** When a schedule fires: again and again, or once. */
export type Timing =
  { readonly kind: 'rate'; readonly periodMs: number } | { readonly kind: 'at'; readonly atMs: number };

/** Reads `rate(5 minutes)` and, in UTC, `at(2026-11-21T12:00:00)` (EventBridge Scheduler User Guide, "Schedule types"). */
export const parseScheduleExpression = (expression: string): Timing => {
  const rate = /^rate\((\d+) (minute|hour|day)s?\)$/.exec(expression);
  const unitMs = unitsMs[rate?.[2] ?? ''];
  if (rate !== null && unitMs !== undefined && Number(rate[1]) > 0) {
    return { kind: 'rate', periodMs: Number(rate[1]) * unitMs };
  }
  const at = /^at\((\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)\)$/.exec(expression);
  const atMs = Date.parse(`${at?.[1] ?? ''}Z`);
  if (at !== null && !Number.isNaN(atMs)) {
    return { kind: 'at', atMs };
  }
  throw new Error(
    `The twin does not keep the schedule "${expression}". It keeps rate(n minutes), rate(n hours), rate(n days) ` +
      'and at(yyyy-mm-ddThh:mm:ss).',
  );
};
