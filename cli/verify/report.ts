import packageFile from '../../package.json' with { type: 'json' };
import { masked } from './mask.ts';
import { byHandOf } from './render.ts';
import { countOf, verdicts, type Result, type Verdict } from './result.ts';

/** A walk through the questions, without anything that says whose account it was. */
export interface Report {
  /** ISO 8601, UTC. */
  readonly date: string;
  readonly region: string;
  /** Whether AWS was asked, or what AWS_ENDPOINT_URL points to: a report of the twin says nothing of AWS. */
  readonly askedOf: string;
  /** By name: of this project, of Node.js, of the SDK's clients. */
  readonly versions: Readonly<Record<string, string>>;
  readonly answers: readonly {
    readonly id: string;
    readonly question: string;
    readonly verdict: Verdict;
    readonly seen: string;
    readonly believed: string;
    /** What could not be put back. */
    readonly left: readonly string[];
  }[];
}

/** Where and when it was asked, and which names are taken out. */
export interface ReportSetting {
  readonly date: Date;
  readonly region: string;
  readonly isAws: boolean;
  readonly names: readonly string[];
}

/** Masks everything that was seen. */
export function reportOf(results: readonly Result[], { date, region, isAws, names }: ReportSetting): Report {
  const clients = Object.entries(packageFile.dependencies).filter(([name]) =>
    name.startsWith('@aws-sdk/client-'),
  );
  return {
    date: date.toISOString(),
    region,
    askedOf: isAws ? 'AWS' : 'another endpoint, not AWS',
    versions: {
      [packageFile.name]: packageFile.version,
      'Node.js': process.version,
      ...Object.fromEntries(clients),
    },
    answers: results.map(({ question, verdict, saw, left }) => ({
      id: question.id,
      question: question.question,
      verdict,
      seen: masked(saw, names),
      believed: question.believed,
      left: left.map((one) => masked(one, names)),
    })),
  };
}

/** For an issue: Markdown, since people read it there; for programs there is `--json`. */
export function renderMarkdown(report: Report, results: readonly Result[]): string {
  const sdk = Object.entries(report.versions).map(([name, version]) => `${name} ${version}`);
  const rows = report.answers.map(({ id, question, verdict, seen, believed, left }, index) => {
    const result = results[index];
    const byHand = verdict === 'cannot be seen' && result ? `By hand: ${byHandOf(result.question)}` : '';
    const saw = [seen, byHand, ...left].filter((text) => text !== '').join(' ');
    return `| \`${id}\` | ${[question, saw, believed].map(cell).join(' | ')} | ${verdict} |`;
  });
  return [
    '# What an account answered',
    '',
    `Asked of ${report.askedOf}, in ${report.region}, on ${report.date}, by \`failover verify --account\`.`,
    `Versions: ${sdk.join(', ')}.`,
    `${verdicts.map((verdict) => `${countOf(results, verdict)} ${verdict}`).join(', ')}.`,
    '',
    '| id | question | seen | believed | verdict |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
    '',
  ].join('\n');
}

/** One line that no table takes for its own, and that is no link, image or tag where it is shown. */
function cell(text: string): string {
  return text.replaceAll(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('<', '&lt;').trim();
}
