/** Failover groups, and the policy that they keep to. */
import {
  defaultPolicy,
  type FailbackPolicy,
  type FailoverGroup,
  type PipelineId,
  type Policy,
  type Site,
} from '../../../core/model/group.ts';

/** The defaults, for one type of alert, with a witness that does not age within a test. */
export const policy: Policy = {
  ...defaultPolicy,
  alerts: { 'Stopped Receiving UDP Input': { confirmMs: 3_000, clearMs: 10_000 } },
  flow: { ...defaultPolicy.flow, maxAgeMs: 7 * 24 * 3_600_000 },
};

export const automatic: FailbackPolicy = { mode: 'automatic', stableMs: 60_000 };

export function site(name: string, changes: Partial<Site> = {}): Site {
  const flow = (pipeline: PipelineId) => ({ arn: `arn:flow:${name}${pipeline}`, sources: 1 });
  return {
    name,
    available: true,
    attachment: `site-${name}`,
    flows: { '0': flow('0'), '1': flow('1') },
    ...changes,
  };
}

/** A site that MediaConnect does not feed: nothing is known of it while it is a standby. */
export function unwatchedSite(name: string): Site {
  return site(name, { flows: {} });
}

export function groupOf(changes: Partial<Policy> = {}, sites = [site('A'), site('B')]): FailoverGroup {
  return { name: 'news', policy: { ...policy, ...changes }, hold: null, sites };
}

export function threeSites(changes: Partial<Policy> = {}): FailoverGroup {
  return groupOf(changes, [site('A'), site('B'), site('C')]);
}
