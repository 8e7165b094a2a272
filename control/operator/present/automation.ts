import { activeHold, spentBudget } from '../../../core/holds.ts';
import type { FailoverGroup, Site, Millis } from '../../../core/model/group.ts';
import type { ChannelState } from '../../../core/model/state.ts';
import { commonSite, isDiverged, runningPipelines } from '../../../core/on-air.ts';
import { chooseTarget } from '../../../core/target.ts';
import type { AutomationView } from '../views.ts';
import { iso } from './time.ts';

type Obstacle = Pick<AutomationView, 'obstacle' | 'why' | 'until'>;

/** Of a channel that no control plane looks after. */
export const notManagedHere: AutomationView = {
  obstacle: 'not-managed',
  why: 'not managed',
  until: null,
  target: null,
  lastResortSeconds: null,
};

/**
 * What automation will do at the next loss. `runs`: whether MediaLive says that the channel runs, where it was asked; left
 * out: as was last seen.
 */
export function presentAutomation(
  state: ChannelState,
  group: FailoverGroup,
  now: Millis,
  runs = runningPipelines(state).length > 0,
): AutomationView {
  const onAir = commonSite(state, group);
  const target = runs ? chooseTarget(state, group, onAir?.name ?? state.intended?.group ?? null, '') : null;
  const { lastResortMs } = group.policy;
  return {
    ...(runs ? obstacleTo(state, group, now, { onAir, target }) : notRunning),
    target: target?.name ?? null,
    lastResortSeconds: lastResortMs === null ? null : lastResortMs / 1000,
  };
}

const notRunning: Obstacle = { obstacle: 'not-running', why: 'the channel does not run', until: null };

function obstacleTo(
  state: ChannelState,
  group: FailoverGroup,
  now: Millis,
  { onAir, target }: { onAir: Site | null; target: Site | null },
): Obstacle {
  const hold = activeHold(state, group, now);
  if (hold) {
    const until = hold.until === null ? null : iso(hold.until);
    return { obstacle: 'held', why: `held by ${hold.by}: ${hold.reason}`, until };
  }
  if (!onAir && !isDiverged(state)) {
    return { obstacle: 'nothing-on-air', why: whyNothing(state), until: null };
  }
  if (!target) return { obstacle: 'no-site', why: 'no other site is available and healthy', until: null };
  const { budget } = group.policy;
  const spent = spentBudget(state, group, now).toSorted((one, other) => one - other);
  const frees = spent[spent.length - budget.switches];
  if (frees === undefined) return { obstacle: null, why: null, until: null };
  return { obstacle: 'budget', why: 'the budget is spent', until: iso(frees + budget.withinMs) };
}

function whyNothing(state: ChannelState): string {
  const [first] = runningPipelines(state).map((pipeline) => state.pipelines[pipeline].attachment);
  return first === null || first === undefined
    ? 'what is on air is not known yet'
    : `on air is ${first}, which is no site of the group`;
}
