import { isOpen } from './health.ts';
import type { Effect } from './model/effect.ts';
import { pipelineIds, type Millis } from './model/group.ts';
import type { Alarm, ChannelState, GroupHealth, PipelineHealth } from './model/state.ts';
import { withState, type Turn } from './turn.ts';

/** A channel's item stays far below DynamoDB's 400 kB, whatever storms come. */
const alarmsMax = 24;
const messageCharactersMax = 160;
const owedMax = 60;

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
  const next = { '0': boundAlarms(known['0']), '1': boundAlarms(known['1']) };
  return next['0'] === known['0'] && next['1'] === known['1'] ? known : next;
}

function boundAlarms(health: PipelineHealth): PipelineHealth {
  const entries = Object.entries(health.alarms);
  const cut = entries.map(([id, alarm]) => [id, cutMessage(alarm)] as const);
  if (entries.length <= alarmsMax && cut.every(([, alarm], index) => alarm === entries[index]?.[1]))
    return health;
  // Closed ones go first, then those that were raised last: an early one has its window behind it.
  const byUse = cut.toSorted(([, one], [, other]) => useOf(one) - useOf(other));
  return { ...health, alarms: Object.fromEntries(byUse.slice(0, alarmsMax)) };
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
  const excess = new Set(told.slice(0, Math.max(0, told.length - owedMax)).map(([id]) => id));
  const kept = fresh.filter(([id]) => !excess.has(id));
  return kept.length === entries.length ? outbox : Object.fromEntries(kept);
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
