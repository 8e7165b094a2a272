import * as v from 'valibot';
import { inPresentNames } from './site-names.ts';
import { initialState } from '../../core/initial-state.ts';
import type { Millis } from '../../core/model/group.ts';
import type {
  ChannelHold,
  ChannelState,
  Incident,
  PipelineState,
  Switch,
  SwitchKind,
  Withdrawal,
} from '../../core/model/state.ts';
import { readOutbox } from './effects.ts';
import { groupHealth } from './health.ts';
import {
  count,
  known,
  instantsAt,
  misreadPaths,
  orElse,
  orNull,
  readable,
  word,
  type Instants,
  type KeysOf,
} from './tolerant.ts';

const text = v.string();
const perhaps = v.exactOptional;
const initial = initialState('');

const pipeline = ({ past }: Instants): v.GenericSchema<unknown, PipelineState> =>
  known({
    running: orNull(v.boolean()),
    runningAt: orElse(past, 0),
    attachment: orNull(text),
    since: orElse(past, 0),
    notBefore: perhaps(past),
    arrivedAt: perhaps(past),
    listedAt: perhaps(past),
    listedBlankAt: perhaps(past),
    broughtBy: perhaps(text),
  } satisfies KeysOf<PipelineState>);

const withdrawal = ({ past }: Instants): v.GenericSchema<unknown, Withdrawal> =>
  known({
    by: orElse(v.picklist(['operator', 'automation']), 'operator'),
    reason: orElse(text, ''),
    at: past,
    final: perhaps(v.literal(true)),
  } satisfies KeysOf<Withdrawal>);

/** A kind that is not known is not automatic: automation makes no second try of it. */
const ordered = (instants: Instants): v.GenericSchema<unknown, Switch> =>
  known({
    kind: word<SwitchKind>(),
    generation: count,
    attempt: count,
    actionName: text,
    from: orNull(text),
    to: text,
    reason: orElse(text, ''),
    by: orElse(text, ''),
    requestedAt: instants.past,
    startAt: instants.due,
    accepted: orElse(v.boolean(), false),
    force: perhaps(v.literal(true)),
    withdrawal: perhaps(withdrawal(instants)),
    stays: perhaps(v.literal(true)),
    warned: perhaps(v.literal(true)),
    lastResort: perhaps(v.literal(true)),
  } satisfies KeysOf<Switch>);

const hold = ({ past, due }: Instants): v.GenericSchema<unknown, ChannelHold> =>
  known({
    kind: word<'operator' | 'automation'>(),
    by: orElse(text, ''),
    reason: orElse(text, ''),
    at: orElse(past, 0),
    // A hold of which the end cannot be read stands until it is released: an order to keep off is the last thing to forget.
    until: orNull(due),
  } satisfies KeysOf<ChannelHold>);

const incident = ({ past }: Instants): v.GenericSchema<unknown, Incident> =>
  known({
    kind: word<Incident['kind']>(),
    reason: text,
    since: past,
    down: perhaps(count),
  } satisfies KeysOf<Incident>);

/** Part by part: each falls back on what a channel of which nothing is known has. */
const parts = (instants: Instants) =>
  known({
    schemaVersion: orElse(count, initial.schemaVersion),
    pipelines: orElse(
      known({
        '0': orElse(pipeline(instants), initial.pipelines['0']),
        '1': orElse(pipeline(instants), initial.pipelines['1']),
      }),
      initial.pipelines,
    ),
    intended: orNull(
      known({
        group: text,
        by: orElse(v.picklist(['automation', 'operator']), 'operator'),
        at: orElse(instants.past, 0),
      }),
    ),
    health: orElse(readable(groupHealth(instants)), initial.health),
    switch: orNull(ordered(instants)),
    planned: orNull(ordered(instants)),
    hold: orNull(hold(instants)),
    divergedSince: orNull(instants.past),
    incident: orNull(incident(instants)),
    recentSwitches: orElse(instants.pasts, []),
    timers: orElse(readable(instants.due), {}),
    protection: perhaps(
      known({
        level: v.picklist(['full', 'half', 'none']),
        reason: orElse(text, ''),
        since: instants.past,
        told: perhaps(v.picklist(['half', 'none'])),
      }),
    ),
    prepared: perhaps(
      v.nullable(known({ site: text, actionName: text, at: instants.past, accepted: v.boolean() })),
    ),
    shortLosses: perhaps(instants.pasts),
    shortLossesToldAt: perhaps(instants.past),
    toldAt: perhaps(instants.past),
    recentFailbacks: perhaps(instants.pasts),
    runs: perhaps(v.boolean()),
    unwatched: perhaps(readable(known({ count, alarmId: orElse(text, ''), loggedAt: instants.past }))),
    failbackAfter: perhaps(instants.due),
    failbackWaits: perhaps(text),
    postponedSince: perhaps(v.nullable(instants.past)),
    inLineSince: perhaps(v.nullable(instants.past)),
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
 * can be decided on. What this release does not know stays in it and is saved again. `now` tells what cannot have happened yet.
 */
export function readState(
  channelArn: string,
  item: Readonly<Record<string, unknown>>,
  now: Millis,
): ReadState {
  const given = inPresentNames(item['state']);
  const instants = instantsAt(now);
  const read = v.safeParse(parts(instants), given);
  const { outbox, later } = readOutbox(read.success ? read.output['outbox'] : undefined, instants);
  const version = v.is(count, item['version']) ? item['version'] : 0;
  const known = read.success ? read.output : { ...initial };
  const pending = { switch: owed(known.switch, outbox), planned: owed(known.planned, outbox) };
  const state: ReadableState = {
    ...known,
    ...pending,
    channelArn,
    version,
    // Every switch was saved, so that no number below that of the saves need be free.
    generation: (read.success ? generationOf(read.output) : undefined) ?? version,
    outbox,
    ...(Object.keys(later).length > 0 && { laterEffects: later }),
  };
  return { state, misread: misreadPaths(given, storedState(state), 'state') };
}

/** A switch that MediaLive has not taken in, and whose order cannot be read any more, would be waited for for ever. */
function owed(pending: Switch | null, outbox: ChannelState['outbox']): Switch | null {
  if (pending === null || pending.accepted || pending.withdrawal !== undefined) return pending;
  const orders = Object.values(outbox).filter(({ type }) => type === 'schedule-switch');
  return orders.some((order) => 'actionName' in order && order.actionName === pending.actionName)
    ? pending
    : null;
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
