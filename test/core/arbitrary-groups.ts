import * as fc from 'fast-check';
import type { FailoverGroup, Site, Policy } from '../../core/model/group.ts';
import { names } from './arbitrary-words.ts';
import { site, unwatchedSite } from './support/groups.ts';
import { noon } from './support/happenings.ts';

const durationMs = fc.constantFrom(0, 500, 3_000, 10_000, 60_000, 900_000);

const windows = fc.record({ confirmMs: durationMs, clearMs: durationMs });

const policies: fc.Arbitrary<Policy> = fc.record({
  failoverOn: fc.constantFrom('all-pipelines' as const, 'any-pipeline' as const),
  targetChoice: fc.constantFrom('prioritized' as const, 'flat' as const),
  alerts: windows.map((each) => ({ 'Stopped Receiving UDP Input': each })),
  flow: fc.record({
    confirmMs: durationMs,
    clearMs: durationMs,
    countsOnAir: fc.boolean(),
    maxAgeMs: durationMs,
  }),
  contentQuality: windows.map((each) => ({ video_missing: each })),
  secondLook: fc.boolean(),
  start: fc.constantFrom({ type: 'fixed' as const, leadMs: 15_500 }, { type: 'immediate' as const }),
  prepareStandby: fc.boolean(),
  verifyMs: fc.constantFrom(1_000, 10_000),
  divergenceMs: durationMs,
  failback: fc.record(
    {
      mode: fc.constantFrom('automatic' as const, 'manual' as const),
      stableMs: durationMs,
      hours: fc.record({ fromMinute: fc.nat(1439), toMinute: fc.nat(1439) }),
    },
    { requiredKeys: ['mode', 'stableMs'] },
  ),
  budget: fc.record({ switches: fc.nat(3), withinMs: fc.constantFrom(60_000, 3_600_000) }),
  lastResortMs: fc.option(fc.constantFrom(0, 60_000)),
  accumulated: fc.record({
    losses: fc.constantFrom(2, 5),
    withinMs: fc.constantFrom(60_000, 600_000),
    action: fc.constantFrom('notify' as const, 'failover' as const),
  }),
  standbyMemoryMs: durationMs,
});

const sites: fc.Arbitrary<Site[]> = fc
  .tuple(fc.integer({ min: 2, max: 3 }), fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }))
  .map(([count, flags]) =>
    names.slice(0, count).map((name, index) => ({
      ...(flags[index] ? site(name) : unwatchedSite(name)),
      available: flags[index + 3] ?? true,
    })),
  );

export const groups: fc.Arbitrary<FailoverGroup> = fc.record({
  name: fc.constant('news'),
  policy: policies,
  hold: fc.option(
    fc.record({
      by: fc.constant('lee'),
      reason: fc.constant('rehearsal'),
      at: fc.constant(noon),
      until: fc.constantFrom(null, noon + 30_000),
    }),
    { freq: 5 },
  ),
  sites,
});
