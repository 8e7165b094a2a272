import * as v from 'valibot';
import { initialState } from '../../../core/initial-state.ts';
import type {
  ChannelHold,
  ChannelState,
  Incident,
  PipelineState,
  Switch,
  SwitchKind,
  Withdrawal,
} from '../../../core/model/state.ts';
import { readOutbox } from './effects.ts';
import { groupHealth } from './health.ts';
import {
  count,
  known,
  millis,
  misreadPaths,
  orElse,
  orNull,
  readable,
  times,
  word,
  type KeysOf,
} from './tolerant.ts';

const text = v.string();
const perhaps = v.exactOptional;
const initial = initialState('');

const pipeline: v.GenericSchema<unknown, PipelineState> = known({
  running: orNull(v.boolean()),
  runningAt: orElse(millis, 0),
  attachment: orNull(text),
  since: orElse(millis, 0),
  notBefore: perhaps(millis),
  arrivedAt: perhaps(millis),
  listedAt: perhaps(millis),
  broughtBy: perhaps(text),
} satisfies KeysOf<PipelineState>);

const withdrawal: v.GenericSchema<unknown, Withdrawal> = known({
  by: orElse(v.picklist(['operator', 'automation']), 'operator'),
  reason: orElse(text, ''),
  at: millis,
  final: perhaps(v.literal(true)),
} satisfies KeysOf<Withdrawal>);

/** A kind that is not known is not automatic: automation makes no second try of it. */
const ordered: v.GenericSchema<unknown, Switch> = known({
  kind: word<SwitchKind>(),
  generation: count,
  attempt: count,
  actionName: text,
  from: orNull(text),
  to: text,
  reason: orElse(text, ''),
  by: orElse(text, ''),
  requestedAt: millis,
  startAt: millis,
  accepted: orElse(v.boolean(), false),
  force: perhaps(v.literal(true)),
  withdrawal: perhaps(withdrawal),
  stays: perhaps(v.literal(true)),
  warned: perhaps(v.literal(true)),
  lastResort: perhaps(v.literal(true)),
} satisfies KeysOf<Switch>);

const hold: v.GenericSchema<unknown, ChannelHold> = known({
  kind: word<'operator' | 'automation'>(),
  by: orElse(text, ''),
  reason: orElse(text, ''),
  at: orElse(millis, 0),
  // A hold of which the end cannot be read stands until it is released: an order to keep off is the last thing to forget.
  until: orNull(millis),
} satisfies KeysOf<ChannelHold>);

const incident: v.GenericSchema<unknown, Incident> = known({
  kind: word<Incident['kind']>(),
  reason: text,
  since: millis,
  down: perhaps(count),
} satisfies KeysOf<Incident>);

/** Part by part: each falls back on what a channel of which nothing is known has. */
const parts = known({
  schemaVersion: orElse(count, initial.schemaVersion),
  pipelines: orElse(
    known({
      '0': orElse(pipeline, initial.pipelines['0']),
      '1': orElse(pipeline, initial.pipelines['1']),
    }),
    initial.pipelines,
  ),
  intended: orNull(
    known({
      group: text,
      by: orElse(v.picklist(['automation', 'operator']), 'operator'),
      at: orElse(millis, 0),
    }),
  ),
  health: orElse(readable(groupHealth), initial.health),
  switch: orNull(ordered),
  planned: orNull(ordered),
  hold: orNull(hold),
  divergedSince: orNull(millis),
  incident: orNull(incident),
  recentSwitches: orElse(times, []),
  timers: orElse(readable(millis), {}),
  protection: perhaps(
    known({
      level: v.picklist(['full', 'half', 'none']),
      reason: orElse(text, ''),
      since: millis,
      told: perhaps(v.picklist(['half', 'none'])),
    }),
  ),
  prepared: perhaps(
    v.nullable(known({ inputGroup: text, actionName: text, at: millis, accepted: v.boolean() })),
  ),
  shortLosses: perhaps(times),
  shortLossesToldAt: perhaps(millis),
  toldAt: perhaps(millis),
  recentFailbacks: perhaps(times),
  runs: perhaps(v.boolean()),
  unwatched: perhaps(readable(known({ count, alarmId: orElse(text, ''), loggedAt: millis }))),
  failbackAfter: perhaps(millis),
  failbackWaits: perhaps(text),
  dropped: perhaps(readable(count)),
} satisfies KeysOf<Omit<ChannelState, 'channelArn' | 'version' | 'generation' | 'outbox'>>);

/** A state, with the effects in its item that only a later release can carry out. */
type ReadableState = ChannelState & { readonly laterEffects?: Readonly<Record<string, unknown>> };

export interface ReadState {
  readonly state: ChannelState;
  /** The paths of what is in the item and could not be read. */
  readonly misread: readonly string[];
}

/**
 * Reads the state of a channel out of its item, whichever release wrote it and whatever has become of it: always one that
 * can be decided on. What this release does not know stays in it and is saved again.
 */
export function readState(channelArn: string, item: Readonly<Record<string, unknown>>): ReadState {
  const given = item['state'];
  const read = v.safeParse(parts, given);
  const { outbox, later } = readOutbox(read.success ? read.output['outbox'] : undefined);
  const version = v.is(count, item['version']) ? item['version'] : 0;
  const known = read.success ? read.output : { ...initial };
  const state: ReadableState = {
    ...known,
    channelArn,
    version,
    // Every switch was saved, so that no number below that of the saves need be free.
    generation: (read.success ? generationOf(read.output) : undefined) ?? version,
    outbox,
    ...(Object.keys(later).length > 0 && { laterEffects: later }),
  };
  return { state, misread: misreadPaths(given, storedState(state), 'state') };
}

/** The state as it is stored: with what only a later release can carry out back in its place. */
export function storedState(state: ChannelState): ChannelState {
  const { laterEffects, ...own }: ReadableState = state;
  return laterEffects === undefined
    ? own
    : { ...own, outbox: { ...own.outbox, ...laterEffects } as ChannelState['outbox'] };
}

function generationOf(state: Readonly<Record<string, unknown>>): number | undefined {
  return v.is(count, state['generation']) ? state['generation'] : undefined;
}
