import type { Check } from './check.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import { rehearse, type PolicySetting } from './rehearsal.ts';
import type { ScenarioReport } from './report.ts';
import type { Scenario } from './scenario.ts';
import { setStage } from './stage.ts';
import type { Synthesis } from './synthesis.ts';
import type { Timeline } from './timeline.ts';

export interface Performance {
  readonly scenario: Scenario;
  /** Of the command line; the scenario's own win. */
  readonly settings: readonly PolicySetting[];
  readonly synthesis: Synthesis;
  /** Stages are set one after the other: that is work, and playing is waiting. */
  readonly setting: OneAtATime;
  readonly timeline: Timeline;
  readonly signal: AbortSignal;
  /** Told as it gets ready. */
  readonly progress: (text: string) => void;
}

/** Plays one scenario from an empty account to a verdict. */
export async function perform(performance: Performance): Promise<ScenarioReport> {
  const { scenario, timeline } = performance;
  const startedAt = Date.now();
  const played = await play(performance).then(
    (checks) => ({ checks }),
    (error: unknown) => {
      performance.signal.throwIfAborted();
      return { checks: [], error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    },
  );
  const { zeroAt } = timeline;
  const entries = [...timeline.entries].sort((a, b) => a.at - b.at);
  return {
    scenario: scenario.name,
    summary: scenario.summary,
    passed: played.checks.length > 0 && played.checks.every(({ passed }) => passed),
    ...played,
    durationMs: Date.now() - startedAt,
    ...(zeroAt === undefined ? {} : { zeroAt }),
    timeline: entries.map((entry) => ({ ms: timeline.since(entry.at), ...entry })),
  };
}

async function play(performance: Performance): Promise<readonly Check[]> {
  const { scenario, settings, synthesis, setting, timeline, signal, progress } = performance;
  const rehearsal = rehearse([...settings, ...(scenario.policy ?? [])]);
  progress('synthesizing the app');
  const assembly = await synthesis.assemblyOf(rehearsal, signal);
  const { stage, clear } = await setting(() => {
    progress('starting the twin, deploying, streaming both sites');
    return setStage({ rehearsal, assembly, timeline, signal });
  });
  try {
    const [first = ''] = rehearsal.inputGroups;
    progress(`ready: ${rehearsal.channel.name} is on ${first}, at ${stage.twin.endpoint}`);
    return await scenario.run(stage);
  } finally {
    await clear();
  }
}
