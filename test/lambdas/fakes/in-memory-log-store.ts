import type {
  ChangeEntry,
  DecisionEntry,
  LogStore,
  Page,
  PageRequest,
} from '../../../lambdas/shared/ports/log-store.ts';

/** Logs in maps, by time and id. */
export class InMemoryLogStore implements LogStore {
  readonly #decisions = new Map<string, Map<string, DecisionEntry>>();
  readonly #changes = new Map<string, Map<string, ChangeEntry>>();

  appendDecision(channelArn: string, entry: DecisionEntry) {
    append(this.#decisions, channelArn, entry);
    return Promise.resolve();
  }

  appendChange(group: string, entry: ChangeEntry) {
    append(this.#changes, group, entry);
    return Promise.resolve();
  }

  decisions(channelArn: string, page: PageRequest) {
    return Promise.resolve(pageOf(this.#decisions.get(channelArn), page));
  }

  changes(group: string, page: PageRequest) {
    return Promise.resolve(pageOf(this.#changes.get(group), page));
  }
}

interface Entry {
  readonly id: string;
  readonly at: number;
}

function append<E extends Entry>(logs: Map<string, Map<string, E>>, log: string, entry: E): void {
  const entries = logs.get(log) ?? new Map<string, E>();
  entries.set(`${new Date(entry.at).toISOString()}#${entry.id}`, entry);
  logs.set(log, entries);
}

function pageOf<E extends Entry>(
  entries: ReadonlyMap<string, E> = new Map(),
  { limit, since = 0, cursor }: PageRequest,
): Page<E> {
  const found = [...entries]
    .filter(([key, { at }]) => at >= since && (cursor === undefined || key < cursor))
    .sort(([one], [other]) => (one < other ? 1 : -1))
    .slice(0, limit);
  const last = found.at(-1);
  return {
    entries: found.map(([, entry]) => entry),
    next: found.length === limit && last ? last[0] : null,
  };
}
