import { pipelineIds } from '../../core/model/group.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import type { ChannelState } from '../../core/model/state.ts';
import type { ModelledChannel } from '../../model/modelled-channel.ts';
import type { Watch } from '../world/watch.ts';
import type { World } from '../world/world.ts';

/** How far a timer may be past its time while things are calm: its message, and a reconciler's round. */
const overdueMs = 5000;

/** The worker that has saved a state is carrying out what it owes. */
const atWorkMs = 10_000;

/** A switch is over this long after its start, with its second try: another lead, two times to show, and what it takes to notice. */
const switchMaxMs = 60_000;

interface Seen {
  readonly world: World;
  readonly watch: Watch;
  readonly member: ChannelMember;
  readonly state: ChannelState;
  readonly channel: ModelledChannel;
}

/** What must have come about some time after everything that goes wrong has stopped; where channels are is seen all the time. */
export function checkLiveness(world: World, watch: Watch): void {
  for (const member of world.members) {
    const { channelArn } = member;
    const state = world.table.states.get(channelArn)?.state;
    if (!state) {
      watch.found('every channel is looked at', channelArn);
      continue;
    }
    const seen = { world, watch, member, state, channel: world.channel(channelArn) };
    checkDebts(seen);
    checkBelief(seen);
  }
}

function checkDebts({ world, watch, member, state }: Seen): void {
  const owed = Object.values(state.outbox).map(({ type }) => type);
  const atWork = world.time.now() - (world.table.states.get(state.channelArn)?.savedAt ?? 0) < atWorkMs;
  if (owed.length > 0 && !atWork) watch.found('nothing is owed for ever', owed.join(', '));
  const now = world.time.now();
  const { start } = world.groupFor(member)?.policy ?? {};
  const leadMs = start?.type === 'fixed' ? start.leadMs : 10_000;
  if (state.switch && Math.max(state.switch.startAt, state.switch.requestedAt) + leadMs + switchMaxMs < now) {
    watch.found('no switch stays in flight', state.switch.actionName);
  }
  // Its message may have been late to the last.
  const overdue = Object.entries(state.timers).filter(
    ([, dueAt]) => Math.max(dueAt, world.trouble.lastAt) + overdueMs < now,
  );
  if (overdue.length > 0) watch.found('no timer is forgotten', overdue.map(([id]) => id).join(', '));
}

function checkBelief({ watch, state, channel }: Seen): void {
  for (const id of pipelineIds) {
    const { running, attachment } = channel.pipeline(id);
    const believed = state.pipelines[id];
    if ((believed.running ?? false) !== running) {
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
