/** Goal: a group that this release has stored can be read by the first one, which takes no key that it does not know. */
import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { presentDefinition, storedDefinition } from '../../../aws/stored/definition.ts';
import { defaultPolicy, type Policy } from '../../../core/model/group.ts';

const windows = v.strictObject({ confirmMs: v.number(), clearMs: v.number() });

/** What the first release (commit b37d387, lambdas/shared/schemas) takes, as far as keys go. */
const firstRelease = v.strictObject({
  policy: v.strictObject({
    failoverOn: v.string(),
    targetChoice: v.string(),
    alerts: v.record(v.string(), windows),
    flow: v.strictObject({ confirmMs: v.number(), clearMs: v.number(), countsOnAir: v.boolean() }),
    secondLook: v.boolean(),
    start: v.strictObject({ type: v.string(), leadMs: v.number() }),
    prepareStandby: v.boolean(),
    verifyMs: v.number(),
    divergenceMs: v.number(),
    failback: v.strictObject({
      mode: v.string(),
      stableMs: v.number(),
      hours: v.exactOptional(v.strictObject({ fromMinute: v.number(), toMinute: v.number() })),
    }),
    budget: v.strictObject({ switches: v.number(), withinMs: v.number() }),
    standbyMemoryMs: v.number(),
  }),
  inputGroups: v.array(v.string()),
});

const policies: readonly Policy[] = [
  defaultPolicy,
  {
    ...defaultPolicy,
    lastResortMs: null,
    contentQuality: {},
    flow: { ...defaultPolicy.flow, maxAgeMs: 1 },
    failback: { mode: 'automatic', stableMs: 5, hours: { fromMinute: 60, toMinute: 120 } },
  },
];

describe.each(policies)('a stored definition', (policy) => {
  const definition = { policy, sites: ['A', 'B'] };
  const stored = storedDefinition(definition);

  it('is taken by the first release', () => {
    expect(v.safeParse(firstRelease, stored.definition).issues).toBeUndefined();
  });

  it('is read to the last value', () => {
    expect(presentDefinition({ ...stored })).toEqual(definition);
  });

  it('is read where the first release has written it again, with what was beside it', () => {
    const again = { ...policy, verifyMs: 7777 };
    const { definition: written } = storedDefinition({ ...definition, policy: again });
    expect(presentDefinition({ ...stored, definition: written })).toEqual({ ...definition, policy: again });
  });
});

it.each([undefined, null, 7, {}, { policy: 7 }, { policy: { flow: null } }])(
  'a definition that cannot be read stays as it is: %j',
  (definition) => {
    expect(presentDefinition({ definition })).toEqual(definition);
  },
);
