import type { Outcome } from './campaign.ts';
import { campaignNames, type CampaignName } from './command-line.ts';

/** A case of thousands of lines says no more than its beginning. */
const caseCharactersMax = 20_000;

/** What a campaign came to, in a line; and what it found, and how to see that again. */
export function render(
  name: CampaignName,
  { what, tried, cases, finding }: Outcome,
  seconds: number,
): string {
  const line = `${tried} ${what} in ${cases} cases, ${seconds.toFixed(0)} s: `;
  if (finding === null) return `${line}nothing was found.`;
  const { seed, path, counterexample, objections } = finding;
  const others = campaignNames.filter((other) => other !== name).map((other) => `--${other} 0`);
  return [
    `${line}FOUND.`,
    ...objections.map((objection) => `  ${objection}`),
    'The smallest case that shows it:',
    JSON.stringify(counterexample, null, 2).slice(0, caseCharactersMax),
    `Again, and smaller where it can be: npm run fuzz -- --seed ${seed} --${name} 1 ${others.join(' ')} --path ${path}`,
  ].join('\n');
}
