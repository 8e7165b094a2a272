import type { Policy } from '../../core/model/group.ts';

const windows = { confirmMs: 3000, clearMs: 10_000 };

/**
 * What counts where a stored policy says nothing, as those of an earlier release do of the keys that came later: the
 * configuration's defaults, to which a test holds them. It is the configuration's to write them, and not the functions' to
 * read it.
 */
export const defaultPolicy: Policy = {
  failoverOn: 'all-pipelines',
  targetChoice: 'prioritized',
  alerts: {
    'Stopped Receiving UDP Input': windows,
    'Initial Probe is Taking Longer Than Expected': windows,
  },
  flow: { ...windows, countsOnAir: true, maxAgeMs: 900_000 },
  contentQuality: { video_missing: windows },
  secondLook: true,
  start: { type: 'fixed', leadMs: 15_500 },
  prepareStandby: false,
  verifyMs: 10_000,
  divergenceMs: 5000,
  failback: { mode: 'manual', stableMs: 60_000 },
  budget: { switches: 3, withinMs: 3_600_000 },
  lastResortMs: 60_000,
  accumulated: { losses: 5, withinMs: 600_000, action: 'notify' },
  standbyMemoryMs: 900_000,
};
