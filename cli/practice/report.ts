import type { ChannelStatus } from '../../control/operator/views.ts';

/** What was demanded of a practice, and the result. */
export interface PracticeCheck {
  readonly what: string;
  readonly measured: string;
  readonly wanted: string;
  readonly passed: boolean;
}

/** What a practice came to; with `--json`, what is printed. */
export interface PracticeReport {
  readonly channel: string;
  readonly from: string;
  readonly to: string;
  readonly passed: boolean;
  /** Times are ISO 8601. */
  readonly timeline: readonly { readonly at: string; readonly what: string }[];
  readonly checks: readonly PracticeCheck[];
  /** How the channel was left, a sentence each. */
  readonly leftAs: readonly string[];
  /** What to do now, commands and all; empty: nothing. */
  readonly nextSteps: readonly string[];
}

/** How a channel stands; null: it could not be asked. */
export function standing(status: ChannelStatus | null, channel: string): readonly string[] {
  if (status === null) return [`How ${channel} stands is not known: the operator function does not answer.`];
  const { pipelines, holds } = status;
  const onAir = (['0', '1'] as const).map(
    (id) =>
      `pipeline ${id} is ${pipelines[id].running === true ? `on ${pipelines[id].onAir ?? 'an input that belongs to no site'}` : 'not running'}`,
  );
  return [
    `${channel}: ${onAir.join(', ')}; ${status.intended?.group ?? 'nothing'} is intended.`,
    ...(status.switch === null
      ? []
      : [`A switch to ${status.switch.to} is in flight, for ${status.switch.startAt}.`]),
    ...holds.map(({ scope, by, reason }) => `The ${scope} is held by ${by}: ${reason}`),
  ];
}

/** For people, after the timeline. */
export function renderReport({ checks, passed, leftAs, nextSteps, ...practice }: PracticeReport): string {
  const width = Math.max(0, ...checks.map(({ what }) => what.length));
  return [
    ...checks.map(
      (check) =>
        `  ${check.passed ? 'PASS' : 'FAIL'}  ${check.what.padEnd(width)}  ${check.measured} (wanted: ${check.wanted})`,
    ),
    '',
    `  practice of ${practice.channel}, ${practice.from} to ${practice.to} and back: ${passed ? 'passed' : 'FAILED'}.`,
    ...leftAs.map((line) => `  ${line}`),
    ...(nextSteps.length > 0 ? ['  What to do now:', ...nextSteps.map((line) => `    ${line}`)] : []),
  ].join('\n');
}
