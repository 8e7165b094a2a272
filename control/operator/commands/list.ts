import { pipelineIds, type PipelineId } from '../../../core/model/group.ts';
import { initialState } from '../../../core/initial-state.ts';
import { runningPipelines } from '../../../core/on-air.ts';
import { failoverGroupFor } from '../../loop/load.ts';
import type { ChannelOverview } from '../../ports/media-live-gateway.ts';
import type { OperatorContext } from '../operator-deps.ts';
import { inBatches } from '../in-batches.ts';
import { notManagedHere, presentAutomation } from '../present/automation.ts';
import { presentHolds } from '../present/hold.ts';
import { presentOnAir } from '../present/on-air.ts';
import { presentProtection } from '../present/protection.ts';
import type { ListResponse } from '../responses.ts';
import { Refusal } from '../refusal.ts';
import { BudgetSpent } from '../within-budget.ts';
import type { ChannelLine } from '../views.ts';

/** Channels read from the table at the same time. */
const readsAtOnce = 10;

/** MediaLive's words for a channel that has nothing on air. */
const stoppedStates: ReadonlySet<string> = new Set([
  'CREATING',
  'CREATE_FAILED',
  'IDLE',
  'STARTING',
  'STOPPING',
  'DELETING',
  'DELETED',
]);

const nothingOnAir: Record<PipelineId, string | null> = { '0': null, '1': null };

/** Every MediaLive channel with two or more sites, managed or not; and the managed ones that MediaLive does not list. */
export async function list(context: OperatorContext): Promise<ListResponse> {
  const { deps } = context;
  const [overviews, members] = await Promise.all([listChannels(context), deps.members.list()]);
  const managed = new Set(members.map(({ channelArn }) => channelArn));
  const known = new Set(overviews.map(({ arn }) => arn));
  const gone = members.filter(({ channelArn }) => !known.has(channelArn));
  const candidates: readonly ChannelOverview[] = [
    ...overviews.filter(({ arn, attachments }) => managed.has(arn) || attachments.length >= 2),
    ...gone.map(({ channelArn, name }) => ({
      arn: channelArn,
      id: channelArn.split(':').at(-1) ?? channelArn,
      name: name ?? channelArn,
      state: 'DELETED',
      attachments: [],
    })),
  ];
  const lines = await inBatches(candidates, readsAtOnce, (overview) =>
    managed.has(overview.arn) ? managedLine(context, overview) : unmanaged(overview),
  );
  return {
    ok: true,
    command: 'list',
    channels: lines.toSorted((one, other) => one.name.localeCompare(other.name)),
  };
}

async function listChannels({ deps }: OperatorContext): Promise<readonly ChannelOverview[]> {
  try {
    return await deps.mediaLive.listChannels();
  } catch (error) {
    deps.logger.error('MediaLive did not list its channels', { error });
    throw new Refusal(
      'SERVICE_UNAVAILABLE',
      error instanceof BudgetSpent
        ? `The channels were not listed: ${error.message}`
        : 'MediaLive did not list its channels.',
      'Try again in a few seconds; "status" of a single channel works without MediaLive.',
    );
  }
}

async function managedLine({ deps }: OperatorContext, overview: ChannelOverview): Promise<ChannelLine> {
  const { channels, groups, clock } = deps;
  const { state: saved, member } = await channels.load(overview.arn);
  const stored = member && (await groups.load(member.group));
  const { arn, id, state: word } = overview;
  if (!stored) return { ...unmanaged(overview), managed: true, group: member?.group ?? null };
  const group = failoverGroupFor(stored, member);
  const state = saved ?? initialState(arn);
  const runs = !stoppedStates.has(word) && runningPipelines(state).length > 0;
  const [first, second] = pipelineIds.map((pipeline) => presentOnAir(state, group, pipeline));
  return {
    arn,
    id,
    name: member.name ?? overview.name,
    state: word,
    managed: true,
    group: group.name,
    sites: group.sites.map(({ name }) => name),
    onAir: { '0': first ?? null, '1': second ?? null },
    intended: state.intended?.group ?? null,
    holds: presentHolds(state, group, clock.now()),
    protection: runs ? presentProtection(state, group) : null,
    automation: presentAutomation(state, group, clock.now(), runs),
    incident: state.incident?.reason ?? null,
  };
}

/** What a channel has on air that is not managed is not known: asking would be one call each, on channels we have no business with. */
function unmanaged({ arn, id, name, state, attachments }: ChannelOverview): ChannelLine {
  const nothing = { intended: null, holds: [], incident: null, onAir: nothingOnAir };
  const care = { protection: null, automation: notManagedHere };
  return {
    arn,
    id,
    name,
    state,
    managed: false,
    group: null,
    sites: [...attachments],
    ...nothing,
    ...care,
  };
}
