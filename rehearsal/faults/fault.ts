import type { ExistingChannel } from '../existing-channels.ts';
import type { FaultStage } from './stage.ts';

/** A fault at work. */
export interface Strike {
  /** How many calls, batches or runs it has hit so far; a fault that hits nothing has proven nothing. */
  readonly hits: () => number;
}

/** One way in which AWS, or the network to it, lets the control plane down in the middle of a failover. */
export interface Fault {
  /** `BatchUpdateSchedule/throttled`: of several that belong together, the first part names all. */
  readonly name: string;
  /** One line for the list: what happens. */
  readonly summary: string;
  /** Channels that lose their site under it. */
  readonly channels: number;
  /** What lies in the dead-letter queue at the end because the fault has put it there; else nothing may. */
  readonly deadLetters?: number;
  /** Strikes, just before the channels lose their site. */
  strike(scene: FaultStage, channels: readonly ExistingChannel[]): Strike | Promise<Strike>;
}

/** A service that the functions call fails some of its calls, for everybody and for minutes. */
export interface Brownout {
  /** As calls to it are signed. */
  readonly service: string;
  readonly percent: number;
  /** No channel can be moved without it. */
  readonly isNeeded: boolean;
  readonly lastsMs: number;
}

/** Faults that are played on one twin, because they do not get into each other's way. */
export interface Act {
  readonly name: string;
  readonly faults: readonly Fault[];
  /** Faults that strike at the same time; the next ones follow after `apartMs`. */
  readonly together: number;
  readonly apartMs: number;
  /** Its fault hits everybody and lasts, and is judged by what it costs whom. */
  readonly brownout?: Brownout;
}
