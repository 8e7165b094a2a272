import { stringify } from 'yaml';
import { placeOf } from '../../config/arn.ts';
import type { Adopted } from './adopted.ts';

/** What goes to the file besides the channels. */
export interface Surroundings {
  /** The deployment's name. */
  readonly name: string;
  /** Of the channels that are not in it. */
  readonly leftOut: readonly string[];
}

const numbers = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'];

/** The configuration file. What a person has to say stands in it as `# question:`. */
export function configurationText(adopted: readonly Adopted[], { name, leftOut }: Surroundings): string {
  const [first] = adopted;
  const { account, region } = placeOf(first?.arn ?? '');
  const counts = [...new Set(adopted.map(({ sites }) => sites.length))].toSorted((a, b) => a - b);
  const groups = counts.map((count) => {
    const like = adopted.find(({ sites }) => sites.length === count);
    return `  ${groupOf(count)}:\n    sites: [${(like?.sites ?? []).map((site) => site.name).join(', ')}]`;
  });
  return [
    '# Read by "failover adopt" from channels that exist. Answer each "# question:", then: failover validate, failover check.',
    `name: ${name}`,
    `account: '${account}'`,
    `region: ${region}`,
    '',
    'notifications:',
    '  # question: who is told of failovers and alarms?',
    '  emails: []',
    '',
    '# question: which channels belong together? A group shares a policy, an order of sites, holds and switches.',
    'groups:',
    ...groups,
    '',
    ...leftOut.map((text) => `# question: ${oneLine(text)}`),
    'channels:',
    ...adopted.map(channelText),
  ].join('\n');
}

function channelText({ name, arn, isSingle, sites, questions }: Adopted): string {
  const inputs = sites.map((site) => [
    site.name,
    {
      attachment: site.attachment,
      ...(site.flows.length > 0 && {
        flows: site.flows.map((flow) => (flow.sources === 1 ? flow.arn : flow)),
      }),
    },
  ]);
  const entry = {
    name,
    group: groupOf(sites.length),
    existing: { arn, ...(isSingle && { class: 'single-pipeline' }) },
    inputs: Object.fromEntries(inputs) as unknown,
  };
  return [
    ...questions.map((text) => `  # question: ${oneLine(text)}`),
    ...stringify([entry], { lineWidth: 0 })
      .trimEnd()
      .split('\n')
      .map((line) => `  ${line}`),
  ].join('\n');
}

function groupOf(sites: number): string {
  return `${numbers[sites] ?? `n${sites}`}-sites`;
}

/** A comment ends with its line, and a name of a channel may have one. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ');
}
