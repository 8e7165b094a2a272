import { isOpen } from './health.ts';
import type { Effect } from './model/effect.ts';
import { pipelineIds, type Millis } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import type { Alarm, GroupHealth, PipelineHealth } from './model/health.ts';
import { withState, type Turn } from './turn.ts';

/** A channel's item stays far below DynamoDB's 400 kB, whatever storms come and in whatever script: below 100 kB with two sites. */
const alarmsMax = 24;
const messageCharactersMax = 80;
const owedMax = 60;
/** As much as sixty usual ones have; what is told of a storm can be four times as long. */
const owedBytesMax = 28_000;

/** What people were to be told is of no use to them later than this. */
const owedForMs = 60 * 60_000;

/** Drops what would make the item outgrow its table, the least useful first, and counts it. */
export function bound(turn: Turn): Turn {
  const kept = boundOutbox(turn.state.outbox, turn.event.now);
  const health = Object.fromEntries(
    Object.entries(turn.state.health).map(([name, known]) => [name, boundHealth(known)]),
  );
  const alarms = count(turn.state.health) - count(health);
  const owed = Object.keys(turn.state.outbox).length - Object.keys(kept).length;
  const messages = Object.values(health).every(
    (known, index) => known === Object.values(turn.state.health)[index],
  );
  if (owed === 0 && alarms === 0 && messages) return turn;
  const { dropped = {} } = turn.state;
  return withState(turn, {
    health,
    outbox: kept,
    ...((owed > 0 || alarms > 0) && {
      dropped: {
        ...dropped,
        ...(owed > 0 && { owed: (dropped['owed'] ?? 0) + owed }),
        ...(alarms > 0 && { alarms: (dropped['alarms'] ?? 0) + alarms }),
      },
    }),
  });
}

function count(health: ChannelState['health']): number {
  return Object.values(health).reduce(
    (sum, known) => sum + pipelineIds.reduce((inner, id) => inner + Object.keys(known[id].alarms).length, 0),
    0,
  );
}

function boundHealth(known: GroupHealth): GroupHealth {
  const next = { '0': boundErrors(boundAlarms(known['0'])), '1': boundErrors(boundAlarms(known['1'])) };
  return next['0'] === known['0'] && next['1'] === known['1'] ? known : next;
}

function boundAlarms(health: PipelineHealth): PipelineHealth {
  const entries = Object.entries(health.alarms);
  const cut = entries.map(([id, alarm]) => [id, cutMessage(alarm)] as const);
  if (entries.length <= alarmsMax && cut.every(([, alarm], index) => alarm === entries[index]?.[1])) {
    return health;
  }
  // Closed ones go first, then those that were raised last: an early one has its window behind it.
  const byUse = cut.toSorted(([, one], [, other]) => useOf(one) - useOf(other));
  return { ...health, alarms: Object.fromEntries(byUse.slice(0, alarmsMax)) };
}

/** Of MediaConnect's errors as well the message is for people, who have it in the log. */
function boundErrors(health: PipelineHealth): PipelineHealth {
  const errors = Object.entries(health.facts?.errors ?? {});
  if (errors.every(([, { message }]) => message.length <= messageCharactersMax)) return health;
  const cut = errors.map(
    ([code, error]) => [code, { ...error, message: error.message.slice(0, messageCharactersMax) }] as const,
  );
  return { ...health, facts: { ...health.facts, errors: Object.fromEntries(cut) } };
}

function useOf(alarm: Alarm): number {
  return isOpen(alarm) ? alarm.setAt : Number.MAX_SAFE_INTEGER - Number(alarm.clearedAt ?? alarm.setAt);
}

/** The message decides nothing, and of a closed alarm nobody reads it. */
function cutMessage(alarm: Alarm): Alarm {
  const message = isOpen(alarm) ? alarm.message.slice(0, messageCharactersMax) : '';
  return message === alarm.message ? alarm : { ...alarm, message };
}

/** Messages and log entries expire; more than so many owed are dropped from the oldest on. What moves a channel stays. */
function boundOutbox(outbox: ChannelState['outbox'], now: Millis): ChannelState['outbox'] {
  const entries = Object.entries(outbox);
  const fresh = entries.filter(([, effect]) => (toldAt(effect) ?? now) + owedForMs > now);
  const told = fresh.filter(([, effect]) => toldAt(effect) !== null);
  const excess = new Set(told.slice(0, told.length - newestWithin(told)).map(([id]) => id));
  const kept = fresh.filter(([id]) => !excess.has(id));
  return kept.length === entries.length ? outbox : Object.fromEntries(kept);
}

/** How many of them, the last first, are within what an item has room for. */
function newestWithin(told: readonly (readonly [string, Effect])[]): number {
  let bytes = 0;
  const first = told.toReversed().findIndex(([, effect], index) => {
    bytes += bytesAtMost(JSON.stringify(effect));
    return index === owedMax || bytes > owedBytesMax;
  });
  return first === -1 ? told.length : first;
}

/** Of characters beyond ASCII DynamoDB counts two bytes and more: three at most for each unit of UTF-16. */
function bytesAtMost(text: string): number {
  return text.length + 2 * text.replace(/[ -~]/g, '').length;
}

/** When something that only tells was decided; null: it does something. */
function toldAt(effect: Effect): Millis | null {
  switch (effect.type) {
    case 'notify':
      return effect.notification.at;
    case 'publish':
      return effect.detail.at;
    case 'write-log':
      return effect.at;
    case 'start-timer':
      return effect.dueAt;
    case 'schedule-switch':
    case 'cancel-switch':
    case 'prepare-input':
      return null;
  }
}
