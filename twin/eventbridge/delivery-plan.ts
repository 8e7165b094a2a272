import type { AwsEvent } from '../event-bus.ts';
import type { Random } from './random.ts';

/**
 * How badly events are delivered. MediaLive's events are best effort (EventBridge event reference, `aws.medialive`):
 * late, twice, out of order or never is all within the contract, and these knobs make it happen.
 */
export interface DeliveryKnobs {
  /** Which events they apply to; the default is those of AWS services. What PutEvents accepted is durable. */
  readonly appliesTo?: (event: AwsEvent) => boolean;
  /** Every delivery is late by a time drawn evenly from this range. */
  readonly delayMs?: { readonly min: number; readonly max: number };
  /** Probability in [0, 1] that an event is delivered a second time, with its own delay. */
  readonly duplicate?: number;
  /** Events held back so that later ones overtake them. */
  readonly reorder?: { readonly probability: number; readonly heldMs: number };
  /** Probability in [0, 1] that an event is lost, or a rule that names those to lose. */
  readonly drop?: number | ((event: AwsEvent) => boolean);
}

export type PlannedDelivery =
  { readonly kind: 'deliver'; readonly afterMs: number; readonly copy: number } | { readonly kind: 'drop' };

/** What becomes of one event on its way to one target: one delivery as a rule, or none, or two. */
export const planDeliveries = (
  event: AwsEvent,
  knobs: DeliveryKnobs,
  random: Random,
): readonly PlannedDelivery[] => {
  if (!(knobs.appliesTo ?? isFromAws)(event)) {
    return [{ kind: 'deliver', afterMs: 0, copy: 1 }];
  }
  if (isDropped(event, knobs, random)) {
    return [{ kind: 'drop' }];
  }
  const copies = random() < (knobs.duplicate ?? 0) ? [1, 2] : [1];
  return copies.map((copy) => ({ kind: 'deliver', afterMs: delay(knobs, random), copy }));
};

const isFromAws = (event: AwsEvent): boolean => event.source.startsWith('aws.');

const isDropped = (event: AwsEvent, { drop = 0 }: DeliveryKnobs, random: Random): boolean =>
  typeof drop === 'number' ? random() < drop : drop(event);

const delay = ({ delayMs, reorder }: DeliveryKnobs, random: Random): number => {
  const late = delayMs === undefined ? 0 : delayMs.min + random() * (delayMs.max - delayMs.min);
  const held = reorder !== undefined && random() < reorder.probability ? reorder.heldMs : 0;
  return late + held;
};
