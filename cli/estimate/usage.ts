import type { PriceId } from './price-list.ts';

/** So much of one thing that is paid for, in a month. */
export interface Usage {
  readonly what: string;
  /** In the unit of the price. */
  readonly quantity: number;
  readonly price: PriceId;
  /** How the quantity comes about, so that it can be checked. */
  readonly arithmetic: string;
}

/** What a configuration leaves open and the bill depends on. */
export interface Assumptions {
  /** How many hours a month the channels run. */
  readonly hours: number;
  /** Viewers at a time, on average over these hours, of each output with a CDN. */
  readonly viewers: number;
}

/** Hours of an average month: 365 days of 24 hours, by twelve. */
export const monthHours = 730;

/** What a stream of so many megabits a second comes to in so many hours, in GB as AWS bills them (10^9 bytes). */
export function streamGb(mbps: number, hours: number): number {
  return (mbps * 3600 * hours) / 8 / 1000;
}
