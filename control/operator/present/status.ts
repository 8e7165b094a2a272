import { failbackWaitsFor } from '../../../core/failback.ts';
import { spentBudget } from '../../../core/holds.ts';
import type { Millis, PipelineId } from '../../../core/model/group.ts';
import type { ChannelState } from '../../../core/model/state.ts';
import { healthOf, siteOnAir } from '../../../core/on-air.ts';
import { shownStates } from '../../../core/shown-state.ts';
import type { ManagedChannel } from '../../loop/load.ts';
import type { DecisionEntry } from '../../ports/log-store.ts';
import type { LastLook } from '../../ports/member-store.ts';
import type { ChannelStatus } from '../views.ts';
import { presentAutomation } from './automation.ts';
import { presentEntry } from './decision.ts';
import { presentHolds } from './hold.ts';
import { presentOnAir } from './on-air.ts';
import { presentHealth } from './pipeline-health.ts';
import { presentProtection } from './protection.ts';
import { presentSwitch } from './switch.ts';
import { iso } from './time.ts';

/** Everything known of a channel, for `status`. */
export function presentStatus(
  { state, member, group }: ManagedChannel,
  recent: readonly DecisionEntry[],
  { channelAt, alertsAt }: LastLook,
  now: Millis,
): ChannelStatus {
  const { intended, incident, divergedSince } = state;
  const { budget } = group.policy;
  return {
    arn: state.channelArn,
    name: member.name,
    group: group.name,
    version: state.version,
    lookedAt: channelAt + alertsAt === 0 ? null : iso(Math.max(channelAt, alertsAt)),
    pipelines: { '0': presentPipeline('0'), '1': presentPipeline('1') },
    intended: intended && { group: intended.group, by: intended.by, at: iso(intended.at) },
    sites: presentSites({ state, group }),
    switch: presentSwitch(state.switch),
    planned: presentSwitch(state.planned),
    holds: presentHolds(state, group, now),
    protection: presentProtection(state, group),
    automation: presentAutomation(state, group, now),
    failbackWaits: failbackWaitsFor(state, group, now),
    prepared: presentPrepared(state),
    incident: incident && { kind: incident.kind, reason: incident.reason, since: iso(incident.since) },
    divergedSince: divergedSince === null ? null : iso(divergedSince),
    budget: {
      spent: spentBudget(state, group, now).length,
      switches: budget.switches,
      withinSeconds: budget.withinMs / 1000,
    },
    timers: Object.entries(state.timers).map(([id, dueAt]) => ({
      id,
      dueAt: iso(dueAt),
      overdue: dueAt < now,
    })),
    owed: Object.values(state.outbox).map(({ id, type }) => ({ id, type })),
    recent: recent.map(presentEntry),
  };

  function presentPipeline(pipeline: PipelineId) {
    const { running, attachment, since } = state.pipelines[pipeline];
    const onAir = presentOnAir(state, group, pipeline);
    return { running, onAir, attachment, since: since === 0 ? null : iso(since) };
  }
}

function presentSites({ state, group }: Pick<ManagedChannel, 'state' | 'group'>): ChannelStatus['sites'] {
  const shown = shownStates(state, group);
  return group.sites.map(({ name, attachment, available }) => {
    const health = healthOf(state, name);
    const onPipeline = (pipeline: PipelineId) => {
      const onAir = siteOnAir(state, group, pipeline)?.name === name;
      return presentHealth(health[pipeline], onAir ? state.pipelines[pipeline].listedAt : undefined);
    };
    return {
      name,
      attachment,
      available,
      shown: shown[name] ?? 'Unknown',
      pipelines: { '0': onPipeline('0'), '1': onPipeline('1') },
    };
  });
}

function presentPrepared({ prepared }: ChannelState): ChannelStatus['prepared'] {
  if (!prepared) return null;
  const { site, at, accepted } = prepared;
  return { site, at: iso(at), accepted };
}
