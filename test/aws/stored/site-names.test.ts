// While one release takes the place of another, both work on one table: each has to read what the other has written.
import { expect, it } from '@jest/globals';
import { inPresentNames, inStoredNames } from '../../../aws/stored/site-names.ts';

const state = {
  prepared: { site: 'B', actionName: 'prepare-1', at: 1, accepted: true },
  outbox: {
    told: { type: 'notify', notification: { event: 'degraded', sites: { A: 'Active' } } },
    published: { type: 'publish', detail: { event: 'degraded', sites: { A: 'Active' } } },
    order: { type: 'schedule-switch', actionName: 'failover-1' },
  },
  // What a site is called is no key of ours.
  health: { site: {}, sites: {} },
};

it('a state is stored with the names that release 0.1 reads, and with no other change', () => {
  expect(inStoredNames(state)).toEqual({
    ...state,
    prepared: { inputGroup: 'B', actionName: 'prepare-1', at: 1, accepted: true },
    outbox: {
      ...state.outbox,
      told: { type: 'notify', notification: { event: 'degraded', inputGroups: { A: 'Active' } } },
      published: { type: 'publish', detail: { event: 'degraded', inputGroups: { A: 'Active' } } },
    },
  });
});

it('and is read with those of today', () => {
  expect(inPresentNames(inStoredNames(state))).toEqual(state);
  expect(inPresentNames(state)).toEqual(state);
});

it.each([undefined, null, 'text', [], { prepared: null }, { outbox: 7 }])(
  'what is no state stays as it is: %j',
  (given) => {
    expect(inPresentNames(given)).toEqual(given);
  },
);
