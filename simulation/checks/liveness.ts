import { pipelineIds, type FailoverGroup, type Hold, type PipelineId } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import { failoverGroupFor } from '../../lambdas/shared/decide/failover-group.ts';
import type { ChannelMember } from '../../lambdas/shared/ports/member-store.ts';
import type { ModelledChannel } from '../ports/modelled-channel.ts';
import { alertTypes } from '../world/customs.ts';
import type { Watch } from '../world/watch.ts';
import type { World } from '../world/world.ts';
import { siteOf } from './evidence.ts';

/** How far a timer may be past its time while things are calm: its message, and a reconciler's round. */
const overdueMs = 5000;

/** Whoever has saved a state is at work on what it owes. */
const atWorkMs = 10_000;

/** A switch is over by then, with its second try: two leads, two times to show, and what it takes to notice. */
const switchMaxMs = 60_000;

/** On air for so long, a site that is lost has been found to be. */
const settledAfterMs = 20_000;

interface Seen {
  readonly world: World;
  readonly watch: Watch;
  readonly group: FailoverGroup;
  readonly member: ChannelMember;
  readonly state: ChannelState;
  readonly channel: ModelledChannel;
}

/** What must have come about some time after everything that goes wrong has stopped. */
export function checkLiveness(world: World, watch: Watch): void {
  const stored = world.table.groups.get(world.setting.group);
  for (const member of world.setting.members) {
    const state = world.table.states.get(member.channelArn)?.state;
    if (!state || !stored) {
      watch.found('every channel is looked at', member.channelArn);
      continue;
    }
    const group = failoverGroupFor(stored, member);
    const seen = { world, watch, group, member, state, channel: world.channel(member.channelArn) };
    checkDebts(seen);
    checkBelief(seen);
    checkPlace(seen);
  }
}

function checkDebts({ world, watch, state }: Seen): void {
  const owed = Object.values(state.outbox).map(({ type }) => type);
  const atWork = world.time.now() - (world.table.states.get(state.channelArn)?.savedAt ?? 0) < atWorkMs;
  if (owed.length > 0 && !atWork) watch.found('nothing is owed for ever', owed.join(', '));
  const now = world.time.now();
  if (state.switch && state.switch.requestedAt + switchMaxMs < now) {
    watch.found('no switch stays in flight', state.switch.actionName);
  }
  const overdue = Object.entries(state.timers).filter(([, dueAt]) => dueAt + overdueMs < now);
  if (overdue.length > 0) watch.found('no timer is forgotten', overdue.map(([id]) => id).join(', '));
}

function checkBelief({ watch, state, channel }: Seen): void {
  for (const id of pipelineIds) {
    const { running, attachment } = channel.pipeline(id);
    const believed = state.pipelines[id];
    if (believed.running !== running) {
      watch.found(
        'what runs is known',
        `pipeline ${id}: ${String(believed.running)}, in truth ${String(running)}`,
      );
    }
    if (running && believed.attachment !== attachment) {
      watch.found(
        'what is on air is known',
        `pipeline ${id}: ${believed.attachment ?? '?'}, in truth ${attachment}`,
      );
    }
  }
}

/** The channel is on the site it should be on. */
function checkPlace(seen: Seen): void {
  const { world, watch, group, channel, state } = seen;
  if (channel.running.length === 0 || holdOf(seen)) return;
  const [first, ...others] = channel.running.map((id) => siteOf(group, channel.pipeline(id).attachment));
  if (first == null || others.some((other) => other === null)) return;
  const fit = group.inputGroups
    .filter(({ name, available }) => available && isFit(seen, name))
    .map(({ name }) => name);
  if (others.some((other) => other !== first)) {
    if (fit.length > 0)
      watch.found('pipelines that are apart are put together', `${first} and ${others.join()}`);
    return;
  }
  const lost = isLost(seen, first);
  const better = fit.filter((name) => name !== first);
  if (lost && better.length > 0) {
    watch.found('a lost site is left for one that is well', `${first} is on air, ${better.join()} well`);
  }
  if (!lost) checkFailback(seen, first);
  const now = world.time.now();
  const settled = channel.running.every((id) => state.pipelines[id].since + settledAfterMs < now);
  if (settled && lost && state.incident === null) watch.found('people are told of a lost site', first);
}

/** Only what has been heard of can be acted on: news of a standby that were lost or late may keep a channel where it is. */
function checkFailback(seen: Seen, onAir: string): void {
  const { world, watch, group, state } = seen;
  const { failback, targetChoice } = group.policy;
  const automatic = failback.mode === 'automatic' && targetChoice === 'prioritized';
  if (!automatic || state.intended?.by !== 'automation' || state.incident !== null) return;
  const heard = [...world.dice.mishaps].every((name) => name.startsWith('act/'));
  const rank = group.inputGroups.findIndex(({ name }) => name === onAir);
  const better = group.inputGroups.slice(0, rank).find(({ name, available }) => {
    const health = pipelineIds.map((id) => state.health[name]?.[id]);
    const believed = health.every((known) => known?.status === 'healthy');
    const told = heard && health.every((known) => known?.flow?.connected === true);
    return available && isSupplied(seen, name) && (believed || told);
  });
  if (better)
    watch.found('a channel comes back to a better site that is well', `${onAir}, not ${better.name}`);
}

function isSupplied({ world, member }: Pick<Seen, 'world' | 'member'>, site: string): boolean {
  return pipelineIds.every((id) => world.supply.lack(member.channelArn, site, id) === null);
}

/** Alerts that count, on every pipeline that the policy asks for. */
function isLost({ group, channel, world }: Seen, site: string): boolean {
  const down = channel.running.filter((id) => {
    const fault = world.supply.lack(channel.model.channelArn, site, id);
    if (fault === null) return false;
    return (
      group.policy.alerts[fault === 'no-packets' ? alertTypes.noPackets : alertTypes.noVideo] !== undefined
    );
  });
  return group.policy.failoverOn === 'all-pipelines'
    ? down.length === channel.running.length
    : down.length > 0;
}

/** In truth well, and not thought otherwise for a reason that only MediaConnect could take away. */
function isFit({ world, state, member }: Seen, site: string): boolean {
  const watched = (member.inputs[site]?.flows.length ?? 0) > 0;
  const believed = (id: PipelineId) => state.health[site]?.[id].flow?.connected ?? true;
  return isSupplied({ world, member }, site) && (!watched || pipelineIds.every(believed));
}

function holdOf({ group, state, world }: Seen): Hold | null {
  const now = world.time.now();
  return (
    [state.hold, group.hold].find((hold) => hold !== null && (hold.until === null || now < hold.until)) ??
    null
  );
}
