import type { Millis } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import type { ChannelStore } from '../../control/ports/channel-store.ts';
import type { GroupStore, StoredGroup } from '../../control/ports/group-store.ts';
import type { LogStore } from '../../control/ports/log-store.ts';
import { readGroup } from '../../aws/stored/group.ts';
import { readState, storedState } from '../../aws/stored/state.ts';
import { memoryChannelStore } from '../../model/memory-channel-store.ts';
import { memoryGroupStore } from '../../model/memory-group-store.ts';
import { memoryLogStore } from '../../model/memory-log-store.ts';
import type { MemoryTable } from '../../model/memory-table.ts';

/** What DynamoDB takes: "Service, account, and table quotas" and "Supported data types" in its developer guide. */
const itemBytesMax = 400_000;
const sortKeyBytesMax = 1024;
const levelsMax = 32;

/** Why DynamoDB would refuse this sort key; null: it would not. */
function refusalOfKey(key: string): string | null {
  const bytes = Buffer.byteLength(key);
  if (bytes > 0 && bytes <= sortKeyBytesMax) return null;
  return `a sort key of ${bytes} bytes, of 1 to ${sortKeyBytesMax}`;
}

/** What DynamoDB, or its document client, would refuse in an item, whatever its size; null: nothing. */
function oddIn(value: unknown, path = 'item', level = 1): string | null {
  if (typeof value === 'number') {
    const isSound = Number.isFinite(value) && Math.abs(value) <= Number.MAX_SAFE_INTEGER;
    return isSound ? null : `${path} is the number ${value}`;
  }
  if (typeof value !== 'object' || value === null) return null;
  if (level > levelsMax) return `${path} is more than ${levelsMax} levels deep`;
  for (const [key, inner] of Object.entries(value)) {
    const odd = oddIn(inner, `${path}.${key}`, level + 1);
    if (odd !== null) return odd;
  }
  return null;
}

/** The most that a channel's item may have (docs/security.md, "Size"). */
const stateBytesMax = 100_000;

/** The model's table under the rules of the real one: it refuses what DynamoDB refuses, and gives back what a stored item is read as. */
export interface StrictTable {
  readonly table: MemoryTable;
  readonly now: () => Millis;
  /** Hears of what must never be in the table. */
  readonly object: (objection: string) => void;
}

/** Channel states, as whatever is read back from the item. */
export function strictChannelStore({ table, now, object }: StrictTable): ChannelStore {
  const store = memoryChannelStore(table);
  /** What is saved is saved once, and read many times. */
  const read = new WeakMap<ChannelState, ChannelState>();
  const readBack = (state: ChannelState): ChannelState => {
    const back = readState(state.channelArn, { state, version: state.version }, now());
    if (back.misread.length > 0) {
      object(`what was stored of ${state.channelArn} cannot be read back: ${back.misread.join(', ')}`);
    }
    read.set(state, back.state);
    return back.state;
  };
  return {
    load: async (channelArn) => {
      const { state, ...rest } = await store.load(channelArn);
      return { ...rest, state: state === null ? null : (read.get(state) ?? readBack(state)) };
    },
    save: (state, at) => store.save(accepted(storedState(state), object, stateBytesMax), at),
  };
}

/** Groups with what operators said of them. */
export function strictGroupStore({ table, now, object }: StrictTable): GroupStore {
  const store = memoryGroupStore(table);
  const read = new WeakMap<StoredGroup, StoredGroup>();
  const readBack = (stored: StoredGroup): StoredGroup => {
    const { group, misread } = readGroup(stored.name, { ...stored }, now());
    if (misread.length > 0) object(`group ${stored.name} cannot be read back: ${misread.join(', ')}`);
    read.set(stored, group);
    return group;
  };
  return {
    ...store,
    load: async (name) => {
      const stored = await store.load(name);
      return stored === null ? null : (read.get(stored) ?? readBack(stored));
    },
    override: (name, operator, version) => {
      return store.override(name, accepted(operator, object), version);
    },
  };
}

/** Logs, whose ids are parts of keys. */
export function strictLogStore({ table, object }: StrictTable): LogStore {
  const store = memoryLogStore(table);
  const entered = <Entry extends { readonly id: string; readonly at: Millis }>(entry: Entry): Entry => {
    const refusal = refusalOfKey(`LOG#${new Date(entry.at).toISOString()}#${entry.id}`);
    if (refusal !== null) refuse(refusal, object);
    return accepted(entry, object);
  };
  return {
    ...store,
    appendDecision: (channelArn, entry) => store.appendDecision(channelArn, entered(entry)),
    appendChange: (group, entry) => store.appendChange(group, entered(entry)),
  };
}

/**
 * The item as it is in the table. @throws Error where DynamoDB would answer with one.
 */
function accepted<Item>(item: Item, object: StrictTable['object'], bytesMax = itemBytesMax): Item {
  const odd = oddIn(item);
  if (odd !== null) refuse(odd, object);
  const json = JSON.stringify(item);
  const bytes = Buffer.byteLength(json);
  if (bytes >= bytesMax) refuse(`an item of ${bytes} bytes, of less than ${bytesMax}`, object);
  return JSON.parse(json) as Item;
}

function refuse(refusal: string, object: StrictTable['object']): never {
  object(`the table would refuse ${refusal}`);
  throw new Error(`ValidationException: ${refusal}`);
}
