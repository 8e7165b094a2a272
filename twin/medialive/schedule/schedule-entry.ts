import type { ScheduleAction } from '@aws-sdk/client-medialive';

export type ActionKind = 'input-switch' | 'input-prepare' | 'other';

export type EntryStart =
  /** `at` is when the channel performs it: for an immediate one, the instant that MediaLive set by itself. */
  | { readonly mode: 'fixed' | 'immediate'; readonly at: number }
  /** Starts when the referenced action starts or ends. A live input never ends, so nothing follows it. */
  | { readonly mode: 'follow'; readonly reference: string };

/** An action that is in a channel's schedule. */
export interface ScheduleEntry {
  readonly name: string;
  readonly kind: ActionKind;
  /** The attachment it names; undefined for other kinds, and for a prepare that stops preparing. */
  readonly attachment: string | undefined;
  readonly start: EntryStart;
  /** Counts the actions ever created, in order. */
  readonly sequence: number;
  /** The action as it was sent, which is how DescribeSchedule gives it back. */
  readonly action: ScheduleAction;
}

/** An entry with a start of its own. */
export type TimedEntry = ScheduleEntry & { readonly start: { readonly mode: 'fixed' | 'immediate' } };

export function isTimed(entry: ScheduleEntry): entry is TimedEntry {
  return entry.start.mode !== 'follow';
}

export function kindOf(action: ScheduleAction): ActionKind {
  const settings = action.ScheduleActionSettings;
  if (settings?.InputSwitchSettings !== undefined) return 'input-switch';
  if (settings?.InputPrepareSettings !== undefined) return 'input-prepare';
  return 'other';
}

export function attachmentOf(action: ScheduleAction): string | undefined {
  const settings = action.ScheduleActionSettings;
  return (settings?.InputSwitchSettings ?? settings?.InputPrepareSettings)?.InputAttachmentNameReference;
}

/** The newest entry of a kind whose time has come, which is what the channel is doing; undefined when there is none. */
export function latestDue(
  entries: readonly ScheduleEntry[],
  kind: ActionKind,
  now: number,
): TimedEntry | undefined {
  return entries
    .filter(isTimed)
    .filter((entry) => entry.kind === kind && entry.start.at <= now)
    .sort(byStart)
    .at(-1);
}

/** Orders by time. Sorting is stable, so actions of one instant stay in the order they were created in. */
export function byStart(a: TimedEntry, b: TimedEntry): number {
  return a.start.at - b.start.at;
}

/** The names of an entry and of everything that follows it, directly or in a chain. */
export function followChain(entries: readonly ScheduleEntry[], root: string): ReadonlySet<string> {
  const chain = new Set([root]);
  for (let grown = true; grown;) {
    const before = chain.size;
    for (const { name, start } of entries) {
      if (start.mode === 'follow' && chain.has(start.reference)) chain.add(name);
    }
    grown = chain.size > before;
  }
  return chain;
}
