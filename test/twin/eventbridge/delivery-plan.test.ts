import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { AwsEvent } from '../../../twin/event-bus.ts';
import { planDeliveries, type DeliveryKnobs } from '../../../twin/eventbridge/delivery-plan.ts';
import { seededRandom } from '../../../twin/eventbridge/random.ts';

const event = (source = 'aws.medialive'): AwsEvent => ({
  version: '0',
  id: 'id',
  'detail-type': 'type',
  source,
  account: '000000000000',
  time: '2026-11-21T12:00:00Z',
  region: 'eu-west-1',
  resources: [],
  detail: {},
});

const plan = (knobs: DeliveryKnobs, source?: string, seed = 7): ReturnType<typeof planDeliveries> =>
  planDeliveries(event(source), knobs, seededRandom(seed));

describe('planDeliveries', () => {
  it('delivers once and at once when no knob is set', () => {
    expect(plan({})).toEqual([{ kind: 'deliver', afterMs: 0, copy: 1 }]);
  });

  it('drops by probability and by predicate', () => {
    expect(plan({ drop: 1 })).toEqual([{ kind: 'drop' }]);
    expect(plan({ drop: ({ source }) => source === 'aws.medialive' })).toEqual([{ kind: 'drop' }]);
    expect(plan({ drop: () => false })).toHaveLength(1);
  });

  it('duplicates, each copy with its own delay', () => {
    const [first, second] = plan({ duplicate: 1, delayMs: { min: 10, max: 1000 } });
    expect(first).toMatchObject({ kind: 'deliver', copy: 1 });
    expect(second).toMatchObject({ kind: 'deliver', copy: 2 });
    expect(first).not.toMatchObject({ afterMs: second?.kind === 'deliver' ? second.afterMs : -1 });
  });

  it('holds an event back so that later ones overtake it', () => {
    expect(plan({ reorder: { probability: 1, heldMs: 500 } })).toEqual([
      { kind: 'deliver', afterMs: 500, copy: 1 },
    ]);
  });

  it('leaves what PutEvents accepted alone, unless told otherwise', () => {
    expect(plan({ drop: 1 }, 'orders')).toHaveLength(1);
    expect(plan({ drop: 1 }, 'orders')).not.toContainEqual({ kind: 'drop' });
    expect(plan({ drop: 1, appliesTo: () => true }, 'orders')).toEqual([{ kind: 'drop' }]);
  });

  it('keeps delays in their range, and makes the same plan from the same seed', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(1000), fc.nat(1000), (seed, min, spread) => {
        const knobs = { delayMs: { min, max: min + spread }, duplicate: 0.5 };
        const deliveries = plan(knobs, undefined, seed);
        for (const delivery of deliveries) {
          const afterMs = delivery.kind === 'deliver' ? delivery.afterMs : -1;
          expect(afterMs).toBeGreaterThanOrEqual(min);
          expect(afterMs).toBeLessThanOrEqual(min + spread);
        }
        expect(plan(knobs, undefined, seed)).toEqual(deliveries);
      }),
    );
  });
});
