import * as fc from 'fast-check';
import type { FlowReport, FlowSnapshot } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';

/** The sites that arbitrary groups are made of. */
export const names = ['A', 'B', 'C'] as const;
export const pipeline = fc.constantFrom('0' as const, '1' as const);
/** Of a site, or of none. */
export const anyName = fc.constantFrom(...names, 'elsewhere');

/** What an alert says besides its state: it names an input, or is of a type that no policy counts. */
export const alertFacts = fc.oneof(
  { weight: 4, arbitrary: fc.constant({}) },
  anyName.map((name) => ({ message: `Stopped receiving network data on [site-${name}]` })),
  fc.constantFrom('Audio Not Detected', 'Input Failed Over').map((alertType) => ({ alertType })),
);

/** MediaConnect's word on a flow: as it was before the vocabulary grew, and as it is now. */
export const healths = fc.record(
  {
    connected: fc.boolean(),
    previous: fc.constantFrom(true, false, null),
    bitrateZero: fc.constant(true as const),
    transportErrors: fc.constant(true as const),
    scope: fc.constantFrom('flow' as const, 'source' as const),
    source: fc.constantFrom('arn:source:one', 'arn:source:two'),
  },
  { requiredKeys: ['connected'] },
);

const statuses = fc.constantFrom(
  'ACTIVE',
  'STANDBY',
  'STARTING',
  'STOPPING',
  'UPDATING',
  'ERROR',
  'DELETING',
);

export const flowReports: fc.Arbitrary<FlowReport> = fc.oneof(
  statuses.map((status) => ({ kind: 'status', status }) as const),
  fc
    .constantFrom('SCHEDULED', 'INPROGRESS', 'FINISHED')
    .map((status) => ({ kind: 'maintenance', status }) as const),
  fc.subarray(['video_missing', 'black_frames']).map((flags) => ({ kind: 'content', flags }) as const),
  fc
    .tuple(fc.constantFrom('Source001', 'Output003'), fc.boolean())
    .map(([code, errored]) => ({ kind: 'error', code, errored, message: 'MediaConnect said so' }) as const),
);

const flowSnapshot: fc.Arbitrary<Omit<FlowSnapshot, 'at'>> = fc.record(
  {
    status: fc.oneof(statuses, fc.constant(null)),
    sending: fc.boolean(),
    errors: fc.subarray(['no source']),
    carries: fc.boolean(),
  },
  { requiredKeys: ['status'] },
);

const arn = fc.tuple(anyName, pipeline).map(([name, on]) => `arn:flow:${name}${on}`);

/** What MediaConnect answers of some flows, taken at `at`. */
export const flowSnapshots = fc.dictionary(arn, flowSnapshot, { maxKeys: 4, noNullPrototype: true }).map(
  (flows) =>
    (at: Millis): Readonly<Record<string, FlowSnapshot>> =>
      Object.fromEntries(Object.entries(flows).map(([key, seen]) => [key, { ...seen, at }])),
);
