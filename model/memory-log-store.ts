import { UnknownCursor, type LogStore, type Page, type PageRequest } from '../control/ports/log-store.ts';
import type { MemoryTable } from './memory-table.ts';
import { direct, type Passage } from './passage.ts';

interface Entry {
  readonly id: string;
  readonly at: number;
}

/** Logs in memory. An entry that is written again takes its own place. */
export function memoryLogStore({ decisions, changes }: MemoryTable, pass: Passage = direct): LogStore {
  return {
    appendDecision: (channelArn, entry) =>
      pass('table.append-decision', () => {
        append(decisions, channelArn, entry);
      }),
    appendChange: (group, entry) =>
      pass('table.append-change', () => {
        append(changes, group, entry);
      }),
    decisions: (channelArn, page) =>
      pass('table.read-decisions', () => pageOf(decisions.get(channelArn), page)),
    changes: (group, page) => pass('table.read-changes', () => pageOf(changes.get(group), page)),
  };
}

function append<E extends Entry>(logs: Map<string, Map<string, E>>, log: string, entry: E): void {
  const entries = logs.get(log) ?? new Map<string, E>();
  logs.set(log, entries.set(keyOf(entry), entry));
}

/** As the table sorts it: by time, then id. */
function keyOf({ at, id }: Entry): string {
  return `${new Date(at).toISOString()}#${id}`;
}

function pageOf<E extends Entry>(
  log: ReadonlyMap<string, E> | undefined,
  { limit, since, cursor }: PageRequest,
): Page<E> {
  if (cursor !== undefined && isOutside(cursor, since)) throw new UnknownCursor(cursor);
  const keys = [...(log?.keys() ?? [])]
    .filter((key) => since === undefined || key >= new Date(since).toISOString())
    .filter((key) => cursor === undefined || key < cursor)
    .sort()
    .reverse();
  const page = keys.slice(0, limit);
  return {
    entries: page.flatMap((key) => log?.get(key) ?? []),
    next: keys.length > page.length ? (page.at(-1) ?? null) : null,
  };
}

/** As the table sees it, whose entries of a log sort between these two. */
function isOutside(cursor: string, since: number | undefined): boolean {
  return cursor > '~' || cursor < (since === undefined ? '' : new Date(since).toISOString());
}
