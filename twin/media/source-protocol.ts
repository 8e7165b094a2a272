/** What a source's process and its parent say to each other over the IPC channel. */
import type { LegFacts } from './leg.ts';

export interface Target {
  readonly host: string;
  readonly port: number;
}

/** How a source is started: the first argument of its process, as JSON. */
export interface SourceSettings {
  readonly site: string;
  readonly ssrc: number;
  readonly targets: readonly Target[];
}

export type Order =
  | { readonly kind: 'cut' | 'idle' | 'resume' | 'facts' }
  | { readonly kind: 'slow'; readonly factor: number }
  | { readonly kind: 'lose'; readonly fraction: number; readonly seed: number };

/** An order to one leg; answered by a {@link Report} with the same `id` once it has been carried out. */
export interface Request {
  readonly id: number;
  readonly leg: number;
  readonly order: Order;
}

export interface Report {
  readonly id: number;
  readonly facts: LegFacts;
}

/** The first message of a source's process: it sends from now on. */
export interface Ready {
  readonly ready: true;
}
