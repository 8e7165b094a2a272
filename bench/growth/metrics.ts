import { sum } from '../synthesized.ts';
import {
  alarmKilobytes,
  alarmPrices,
  alarmResources,
  fewerLooks,
  rarerLooks,
  sharedResources,
  throttle,
  turnsOfFlows,
  type Cause,
} from './causes.ts';
import type { Growth } from './measure.ts';
import type { Tolerance } from './shape.ts';

/** One line of the table. */
export interface Metric {
  readonly what: string;
  /** Decimals to show. */
  readonly digits: number;
  readonly of: (growth: Growth) => number;
  readonly tolerance: Tolerance;
  /** What may keep it from being linear or flat, the likeliest first. */
  readonly causes: readonly Cause[];
}

/** What is counted has no noise; a tenth is how far steps and turns may take it from a line. */
const counted: Tolerance = { share: 0.1, absolute: 0 };
/** Whole things of which one more may be begun: resources by the chunk, rules of two kinds. */
const inChunks: Tolerance = { share: 0.1, absolute: 2 };
/** Processor time of a machine that others use as well. */
const noisy: Tolerance = { share: 0.15, absolute: 0.2 };

const templatesOf = ({ synthesized: { templates } }: Growth) => templates;
const resourcesOf = (growth: Growth) => templatesOf(growth).flatMap(({ resources }) => resources);

export const metrics: readonly Metric[] = [
  {
    what: 'synthesis, processor s',
    digits: 1,
    of: ({ synthesized: { cpuSeconds } }) => cpuSeconds,
    tolerance: noisy,
    causes: [],
  },
  {
    what: 'template, kB',
    digits: 0,
    of: (growth) => sum(templatesOf(growth).map(({ bytes }) => bytes)) / 1000,
    tolerance: counted,
    causes: [alarmKilobytes],
  },
  {
    what: 'resources',
    digits: 0,
    of: (growth) => resourcesOf(growth).length,
    tolerance: inChunks,
    causes: [alarmResources, sharedResources],
  },
  {
    what: 'rules',
    digits: 0,
    of: (growth) => resourcesOf(growth).filter(({ Type }) => Type === 'AWS::Events::Rule').length,
    tolerance: inChunks,
    causes: [],
  },
  {
    what: 'calls to MediaLive a minute',
    digits: 0,
    of: ({ minute }) => minute.allCalls.mediaLive,
    tolerance: { share: 0.1, absolute: 1 },
    causes: [fewerLooks],
  },
  {
    what: 'calls to MediaConnect a minute',
    digits: 0,
    of: ({ minute }) => minute.allCalls.mediaConnect,
    tolerance: { share: 0.1, absolute: 1 },
    causes: [turnsOfFlows],
  },
  {
    what: 'runs of functions a minute',
    digits: 0,
    of: ({ minute }) => minute.messages + 1,
    tolerance: counted,
    causes: [],
  },
  {
    what: 'DynamoDB reads a minute',
    digits: 0,
    of: ({ minute }) => 2 * minute.loads + 1,
    tolerance: counted,
    causes: [],
  },
  {
    what: 'age of the oldest look, s',
    digits: 0,
    of: ({ minute }) => minute.oldestLookSeconds,
    tolerance: counted,
    causes: [rarerLooks],
  },
  {
    what: 'last switch after a lost site, s',
    digits: 1,
    of: ({ loss }) => loss.lastAcceptedMs / 1000,
    // What remains there is the second that an event's time may be off.
    tolerance: { share: 0.1, absolute: 1 },
    causes: [throttle],
  },
  {
    what: 'price, USD a month',
    digits: 2,
    of: ({ lines }) => sum(lines.map(({ usd }) => usd)),
    tolerance: counted,
    causes: [alarmPrices],
  },
];
