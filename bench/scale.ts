import { openSynthesis } from '../rehearsal/synthesis.ts';
import { builtChannels } from './built-channels.ts';
import { synthTimes } from './synth-command.ts';
import { quotas, sum, synthesized } from './synthesized.ts';
import { printVerdict } from './verdict.ts';

/**
 * What a deployment of many built channels takes: processor time of the synthesis (the bundler's own process left out, as it
 * does the same whatever the number of channels), and the size of what is synthesized. The claims are ratios within one run.
 */
const counts = process.argv.slice(2).map(Number);
const ladder = counts.length > 0 ? counts : [1, 10, 30, 100];

interface Taken {
  readonly channels: number;
  readonly cpuSeconds: number;
  readonly stacks: number;
  readonly bytes: number;
  readonly largestBytes: number;
  readonly resourcesMost: number;
}

const synthesis = openSynthesis();
const taken: Taken[] = [];
try {
  console.log('channels  CPU s  stacks  templates kB  largest kB  most resources  CPU ×  templates ×');
  for (const channels of ladder) {
    taken.push(await measure(channels));
    printRow(taken);
  }
} finally {
  synthesis.close();
}

async function measure(channels: number): Promise<Taken> {
  const { cpuSeconds, templates } = await synthesized(builtChannels(channels), synthesis);
  const sizes = templates.map(({ bytes }) => bytes);
  return {
    channels,
    cpuSeconds,
    stacks: templates.length,
    bytes: sum(sizes),
    largestBytes: Math.max(...sizes),
    resourcesMost: Math.max(...templates.map(({ resources }) => resources.length)),
  };
}

function printRow(all: readonly Taken[]): void {
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return;
  const cells: readonly (readonly [string, number])[] = [
    [String(last.channels), 8],
    [last.cpuSeconds.toFixed(1), 7],
    [String(last.stacks), 8],
    [(last.bytes / 1000).toFixed(0), 14],
    [(last.largestBytes / 1000).toFixed(0), 12],
    [String(last.resourcesMost), 16],
    [(last.cpuSeconds / first.cpuSeconds).toFixed(2), 7],
    [(last.bytes / first.bytes).toFixed(2), 13],
  ];
  console.log(cells.map(([text, width]) => text.padStart(width)).join(''));
}

/** What each channel adds in the second half of the ladder, against the first: 1 where the growth is linear. */
function bend(of: (one: Taken) => number): number {
  const [first, last] = [taken[0], taken.at(-1)];
  const middle = taken[Math.floor(taken.length / 2)];
  if (first === undefined || middle === undefined || last === undefined) return NaN;
  const slope = (from: Taken, to: Taken) => (of(to) - of(from)) / (to.channels - from.channels);
  return slope(middle, last) / slope(first, middle);
}

const { synthSeconds, commandSeconds } = await synthTimes(1, 5);
console.log(
  `cdk synth, 1 channel: ${synthSeconds.toFixed(1)} s, ${commandSeconds.toFixed(1)} s of which the CDK's command takes to start (medians of 5)`,
);

printVerdict([
  {
    what: 'cdk synth of a channel, against the start of the command',
    measured: synthSeconds / commandSeconds,
    unit: '×',
    // The 6 s that somebody may have to wait, where the command starts in the 1.33 s of a quiet machine of two processors.
    bound: 4.5,
  },
  {
    what: 'synthesis: a channel more, late against early',
    measured: bend(({ cpuSeconds }) => cpuSeconds),
    unit: '×',
    bound: 1.5,
  },
  {
    what: 'templates: a channel more, late against early',
    measured: bend(({ bytes }) => bytes),
    unit: '×',
    bound: 1.05,
  },
  {
    what: 'most resources in a stack',
    measured: Math.max(...taken.map((one) => one.resourcesMost)),
    unit: '',
    bound: quotas.resources,
  },
  {
    what: 'largest template',
    measured: Math.max(...taken.map((one) => one.largestBytes)) / 1000,
    unit: 'kB',
    bound: quotas.templateBytes / 1000,
  },
]);
