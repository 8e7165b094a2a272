import type { ScheduleAction } from '@aws-sdk/client-medialive';
import type { ValidationError } from '../../rest-json/api-error.ts';
import type { ScheduleEntry } from './schedule-entry.ts';

/** What the rules may know of the channel. */
export interface ChannelFacts {
  /** State RUNNING: neither idle nor recovering. */
  readonly running: boolean;
  /** Names of its input attachments; one without a name cannot be switched to. */
  readonly attachments: readonly string[];
  /** The feature activation InputPrepareScheduleActions. */
  readonly inputPrepare: boolean;
}

/** One BatchUpdateSchedule request as the rules see it. Deletes are applied before creates (UG22/about-batch-update-schedule). */
export interface ScheduleUpdate {
  readonly now: number;
  readonly channel: ChannelFacts;
  readonly current: readonly ScheduleEntry[];
  readonly deletes: readonly string[];
  readonly creates: readonly ScheduleAction[];
}

/** Finds everything in an update that one documented rule forbids; a rule leaves to others what is theirs. */
export type ScheduleRule = (update: ScheduleUpdate) => readonly ValidationError[];

/** What stays in the schedule once the deletes are applied. */
export function remaining({ current, deletes }: ScheduleUpdate): readonly ScheduleEntry[] {
  return current.filter(({ name }) => !deletes.includes(name));
}

export function refuseCreate(index: number, member: string, message: string): ValidationError {
  return { ElementPath: `/creates/scheduleActions/${index}/${member}`, ErrorMessage: message };
}

export function refuseDelete(index: number, message: string): ValidationError {
  return { ElementPath: `/deletes/actionNames/${index}`, ErrorMessage: message };
}
