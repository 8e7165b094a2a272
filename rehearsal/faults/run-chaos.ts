import { writeFileSync } from 'node:fs';
import { inParallel, oneAtATime } from '../one-at-a-time.ts';
import { writeReport } from '../measured-report.ts';
import { openSynthesis } from '../synthesis.ts';
import type { ChaosCommand } from './command-line.ts';
import type { Act } from './fault.ts';
import { play } from './play.ts';
import { playBrownout } from './play-brownout.ts';
import { tableOf, type ChaosReport, type FaultReport } from './report.ts';

type RunCommand = Extract<ChaosCommand, { kind: 'run' }>;

const quickPolicy = {
  alerts: { 'Stopped Receiving UDP Input': { confirm: '1s', clear: '10s' } },
  start: { type: 'immediate' },
};

/** Plays what was asked for, shows the table, and writes the report. */
export async function runChaos(command: RunCommand, signal: AbortSignal): Promise<ChaosReport> {
  const startedAt = Date.now();
  const synthesis = openSynthesis();
  const setting = oneAtATime();
  const progress = (text: string): void => {
    console.error(`${((Date.now() - startedAt) / 1000).toFixed(0).padStart(5)} s  ${text}`);
  };
  const policy = command.quick ? quickPolicy : {};
  const playAct = (act: Act): Promise<readonly FaultReport[]> => {
    const perform = act.brownout ? playBrownout : play;
    const { quick: hasty } = command;
    return perform({ act, policy, hasty, synthesis, setting, signal, progress }).catch((error: unknown) => {
      signal.throwIfAborted();
      return notPlayed(act, error);
    });
  };
  const reports = await inParallel(command.acts, command.parallel, playAct).finally(() => {
    synthesis.close();
  });
  const faults = reports.flat();
  const report = {
    startedAt: new Date(startedAt).toISOString(),
    durationMs: Date.now() - startedAt,
    passed: faults.every(({ passed }) => passed),
    faults,
  };
  console.log(tableOf(faults));
  const well = faults.filter(({ passed }) => passed).length;
  console.log(
    `\n${well} of ${faults.length} faults ended in the right state (${(report.durationMs / 1000).toFixed(0)} s).`,
  );
  if (command.report !== undefined) reportRun(command.report, report);
  if (command.json !== undefined) writeFileSync(command.json, `${JSON.stringify(report, null, 2)}\n`);
  return report;
}

/** Faults of a moment and brownouts are measured apart, and reported apart. */
function reportRun(command: string, { durationMs, faults }: ChaosReport): void {
  const seconds = Math.round(durationMs / 1000);
  const isBrownout = ({ fault }: FaultReport) => fault.startsWith('brownout/');
  const brownouts = faults.filter(isBrownout);
  const moments = faults.filter((report) => !isBrownout(report));
  if (moments.length > 0) {
    writeReport('chaos', { title: 'Faults of a moment', command, seconds, table: tableOf(moments) });
  }
  if (brownouts.length > 0) {
    writeReport('brownouts', { title: 'Brownouts', command, seconds, table: tableOf(brownouts) });
  }
}

function notPlayed({ faults }: Act, error: unknown): readonly FaultReport[] {
  const why = error instanceof Error ? error.message : String(error);
  return faults.map(({ name, summary }) => ({
    fault: name,
    summary,
    hits: 0,
    checks: [],
    passed: false,
    error: why,
  }));
}
