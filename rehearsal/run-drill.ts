import { writeFileSync } from 'node:fs';
import type { DrillCommand } from './command-line.ts';
import { lateWords } from './lateness.ts';
import { inParallel, oneAtATime, type OneAtATime } from './one-at-a-time.ts';
import { perform } from './perform.ts';
import { columns, paintOf, renderEntry, renderVerdict, wrap, type Paint } from './render.ts';
import type { DrillReport, ScenarioReport } from './report.ts';
import type { Scenario } from './scenario.ts';
import { openSynthesis, type Synthesis } from './synthesis.ts';
import { Timeline } from './timeline.ts';

type RunCommand = Extract<DrillCommand, { kind: 'run' }>;

/** Plays what was asked for, shows it, and writes the report. */
export async function runDrill(command: RunCommand, signal: AbortSignal): Promise<DrillReport> {
  const startedAt = new Date().toISOString();
  const synthesis = openSynthesis();
  try {
    const reports = await playAll(command, synthesis, signal);
    const report = { startedAt, passed: reports.every(({ passed }) => passed), scenarios: reports };
    if (command.json !== undefined) writeFileSync(command.json, `${JSON.stringify(report, null, 2)}\n`);
    return report;
  } finally {
    synthesis.close();
  }
}

async function playAll(
  command: RunCommand,
  synthesis: Synthesis,
  signal: AbortSignal,
): Promise<readonly ScenarioReport[]> {
  const paint = paintOf(process.stdout, process.env['NO_COLOR']);
  const alone = command.parallel === 1 || command.scenarios.length === 1;
  const setting = oneAtATime();
  const reports = await inParallel(command.scenarios, command.parallel, (scenario) =>
    playOne(scenario, { command, synthesis, setting, signal, paint, alone }),
  );
  if (reports.length > 1) console.log(`\n${summary(reports, paint)}`);
  return reports;
}

interface Surroundings {
  readonly command: RunCommand;
  readonly synthesis: Synthesis;
  readonly setting: OneAtATime;
  readonly signal: AbortSignal;
  readonly paint: Paint;
  /** Its timeline is shown as it happens; of several at once, each one's when it is over. */
  readonly alone: boolean;
}

async function playOne(
  scenario: Scenario,
  { command, synthesis, setting, signal, paint, alone }: Surroundings,
): Promise<ScenarioReport> {
  const lines: string[] = [];
  const show = (text: string): void => {
    if (alone) console.log(text);
    else lines.push(text);
  };
  show(`\n${paint('bold', scenario.name)}: ${scenario.summary}\n`);
  const timeline = new Timeline((entry) => {
    const worth = entry.tone !== 'quiet' && timeline.zeroAt !== undefined;
    if (worth || command.verbose) show(renderEntry(entry, timeline, paint));
  });
  const progress = (text: string): void => {
    show(paint('quiet', `            ${text}`));
  };
  const report = await perform({
    scenario,
    settings: command.settings,
    alertsOnPrepared: command.alertsOnPrepared,
    given: { forMs: command.forMs },
    synthesis,
    setting,
    timeline,
    signal,
    progress,
  });
  show(`\n${verdict(report, paint)}`);
  if (!alone) console.log(lines.join('\n'));
  return report;
}

function verdict(
  { scenario, checks, passed, error, lateMs, durationMs }: ScenarioReport,
  paint: Paint,
): string {
  if (error !== undefined) return paint('bad', `${scenario} could not be played: ${error}`);
  const good = checks.filter((check) => check.passed).length;
  const words = `${scenario} ${passed ? 'passed' : 'FAILED'}: ${good} of ${checks.length} demands met`;
  const late = lateMs === undefined ? '' : `\n  ${paint('hold', `But ${lateWords(lateMs)}.`)}`;
  return `${renderVerdict(checks, paint)}\n\n  ${paint(passed ? 'good' : 'bad', words)} (${(durationMs / 1000).toFixed(1)} s).${late}`;
}

/** One line a scenario, and beneath it what it did not meet. */
function summary(reports: readonly ScenarioReport[], paint: Paint): string {
  return reports
    .flatMap(({ scenario, passed, checks, error, lateMs }) => {
      const failed = checks.filter((check) => !check.passed);
      const unmet = failed.map(({ what, measured, wanted }) => `${what}: ${measured}, wanted ${wanted}`);
      const late = lateMs === undefined ? [] : [lateWords(lateMs)];
      const why = error === undefined ? [...unmet, ...late] : [error.split('\n')[0] ?? ''];
      return [
        `  ${passed ? paint('good', 'PASS') : lateMs === undefined ? paint('bad', 'FAIL') : paint('hold', 'LATE')}  ${scenario}`,
        ...why.flatMap((reason) => wrap(`        ${reason}`, columns)),
      ];
    })
    .join('\n');
}
