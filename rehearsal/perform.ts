import type { Check } from './check.ts';
import { Lateness } from './lateness.ts';
import type { OneAtATime } from './one-at-a-time.ts';
import { rehearse, type PolicySetting } from './rehearsal.ts';
import type { ScenarioReport } from './report.ts';
import type { Given, Scenario } from './scenario.ts';
import { openDrillStage, type DrillStage, type DrillStageOptions } from './drill-stage.ts';
import type { Edition, Synthesis } from './synthesis.ts';
import type { Timeline } from './timeline.ts';

export interface Performance {
  readonly scenario: Scenario;
  /** Of the command line; the scenario's own win. */
  readonly settings: readonly PolicySetting[];
  readonly synthesis: Synthesis;
  /** Stages are set one after the other: that is work, and playing is waiting. */
  readonly setting: OneAtATime;
  readonly timeline: Timeline;
  readonly alertsOnPrepared: boolean;
  readonly given: Pick<Given, 'forMs'>;
  readonly signal: AbortSignal;
  /** Told as it gets ready. */
  readonly progress: (text: string) => void;
}

/** Plays one scenario from an empty account to a verdict. */
export async function perform(performance: Performance): Promise<ScenarioReport> {
  const { scenario, timeline } = performance;
  const startedAt = Date.now();
  const lateness = new Lateness();
  const played = await play(performance, lateness).then(
    (checks) => ({ checks }),
    (error: unknown) => {
      performance.signal.throwIfAborted();
      return { checks: [], error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    },
  );
  const { zeroAt } = timeline;
  const entries = [...timeline.entries].sort((a, b) => a.at - b.at);
  const passed = played.checks.length > 0 && played.checks.every((check) => check.passed);
  const isLate = !passed && !('error' in played) && lateness.ms !== undefined;
  return {
    scenario: scenario.name,
    summary: scenario.summary,
    passed,
    ...played,
    ...(isLate ? { lateMs: lateness.ms } : {}),
    durationMs: Date.now() - startedAt,
    ...(zeroAt === undefined ? {} : { zeroAt }),
    timeline: entries.map((entry) => ({ ms: timeline.since(entry.at), ...entry })),
  };
}

async function play(performance: Performance, lateness: Lateness): Promise<readonly Check[]> {
  const { scenario, synthesis, setting, timeline, alertsOnPrepared, signal, progress } = performance;
  const settings = [...performance.settings, ...(scenario.policy ?? [])];
  const rehearsal = rehearse(settings, scenario);
  progress('synthesizing the app');
  const present = await synthesis.assemblyOf(rehearsal, signal);
  const assemblyOf = (edition: Edition) =>
    edition === 'present' ? present : synthesis.assemblyBefore(present);
  const stages: DrillStage[] = [];
  const open = async (
    options: Pick<DrillStageOptions, 'rehearsal' | 'assembly' | 'timeline' | 'account'>,
  ) => {
    const { byCommand = false } = scenario;
    const stage = await setting(() =>
      openDrillStage({ ...options, byCommand, lateness, alertsOnPrepared, signal }),
    );
    stages.unshift(stage);
    return stage;
  };
  const assembly = assemblyOf(scenario.deployed ?? 'present');
  progress('starting the twin, deploying, streaming both sites');
  try {
    const stage = await open({ rehearsal, assembly, timeline });
    const endWatch = lateness.watch();
    const [first = ''] = rehearsal.sites;
    progress(`ready: ${rehearsal.channel.name} is on ${first}, at ${stage.twin.endpoint}`);
    const openIn = async (region: string, ownTimeline: Timeline) => {
      const there = rehearse(settings, { ...scenario, region });
      const { account } = stage.twin;
      const own = await synthesis.assemblyOf(there, signal);
      return open({ rehearsal: there, assembly: own, timeline: ownTimeline, account });
    };
    try {
      return await scenario.run(stage, { ...performance.given, assemblyOf, settings, openIn });
    } finally {
      endWatch();
    }
  } finally {
    for (const stage of stages) await stage.close();
  }
}
