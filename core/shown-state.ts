import type { ShownSiteState } from './model/effect.ts';
import type { FailoverGroup, Site, SiteName } from './model/group.ts';
import type { ChannelState } from './model/state.ts';
import { healthOf, siteOnAir, runningPipelines } from './on-air.ts';

/**
 * The state of every site in the live-slicer document's words. A standby that MediaLive is preparing is Hot, one
 * that is only known to be well is Warm.
 */
export function shownStates(
  state: ChannelState,
  group: FailoverGroup,
): Readonly<Record<SiteName, ShownSiteState>> {
  return Object.fromEntries(group.sites.map((site) => [site.name, shownState(state, group, site)]));
}

function shownState(state: ChannelState, group: FailoverGroup, site: Site): ShownSiteState {
  const running = runningPipelines(state);
  const health = healthOf(state, site.name);
  const statuses = running.map((pipeline) => health[pipeline].status);
  const onAir = running.some((pipeline) => siteOnAir(state, group, pipeline)?.name === site.name);
  if (statuses.some((status) => status === 'down' || status === 'recovering')) return 'Unhealthy';
  if (onAir) return 'Active';
  if (!site.available) return 'Disabled';
  if (statuses.length === 0 || statuses.includes('unknown')) return 'Unknown';
  const { prepared } = state;
  return prepared?.accepted === true && prepared.site === site.name ? 'Hot' : 'Warm';
}
