import fc from 'fast-check';
import type { Campaign } from '../campaign.ts';
import { policyNames, type PolicyName } from '../plane/deployment.ts';
import { Plane, type Plant } from '../plane/plane.ts';
import { proveThatItWorks } from '../proof.ts';
import { isPolluted } from '../input/polluted.ts';
import { deliveries, recordsOf, type Delivery } from './deliveries.ts';

/** What one channel has to go through. */
interface Ordeal {
  readonly policy: PolicyName;
  /** Whether the reconciler runs meanwhile, or only before the proof. */
  readonly reconciling: boolean;
  readonly deliveries: readonly Delivery[];
}

/** Batches that one channel gets before it has to prove that it works. */
const deliveriesMax = 100;

const ordeals: fc.Arbitrary<Ordeal> = fc.record({
  policy: fc.constantFrom(...policyNames),
  reconciling: fc.boolean(),
  deliveries: fc.array(deliveries, { minLength: 1, maxLength: deliveriesMax, size: 'max' }),
});

/** Messages of the channel-events queue, true in nothing, while all is well. */
export function fuzzMessages(plant?: Plant): Campaign<Ordeal> {
  return {
    what: 'messages of channel events',
    cases: ordeals,
    sizeOf: ({ deliveries: given }) => given.reduce((sum, { batch }) => sum + batch.length, 0),
    check: (ordeal) => endure(ordeal, plant),
  };
}

async function endure(ordeal: Ordeal, plant?: Plant): Promise<readonly string[]> {
  const plane = await Plane.deployed(ordeal.policy, plant);
  plane.reconciling = ordeal.reconciling;
  for (const delivery of ordeal.deliveries) {
    await plane.deliver(recordsOf(delivery, plane));
    await plane.pass(delivery.thenMs);
    if (plane.objections.length > 0) return plane.objections;
  }
  for (const what of plane.ordered) {
    plane.objections.push(`MediaLive knew that all was well, and was ordered to ${what}`);
  }
  if (isPolluted()) plane.objections.push('a message reached the prototype of all objects');
  if (plane.objections.length === 0) await proveThatItWorks(plane, ordeal.policy);
  return plane.objections;
}
