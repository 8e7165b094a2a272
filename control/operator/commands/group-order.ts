import { didYouMean } from '../../../config/suggestion.ts';
import type { Hold, Millis } from '../../../core/model/group.ts';
import type { GroupOverrides, StoredGroup } from '../../ports/group-store.ts';
import type { ChangeEntry } from '../../ports/log-store.ts';
import type { MemberSummary } from '../../ports/member-store.ts';
import { loadChannel } from '../../loop/load.ts';
import { findGroup } from '../find-group.ts';
import { inBatches } from '../in-batches.ts';
import { anonymous, type OperatorContext } from '../operator-deps.ts';
import { eventIdOf } from '../request-id.ts';
import { presentChange } from '../present/decision.ts';
import { presentOwnHold } from '../present/hold.ts';
import { iso } from '../present/time.ts';
import type { OperatorOrder } from '../protocol.ts';
import type { GroupOrderResponse } from '../responses.ts';
import { Refusal } from '../refusal.ts';

export type GroupOrder = Extract<OperatorOrder, { command: 'hold' | 'release' | 'enable' | 'disable' }>;

/** Someone changes the same group at the same time: rare, so a few tries are plenty. */
const attemptsMax = 5;

type Difference = Pick<ChangeEntry, 'what' | 'from' | 'to'>;

/**
 * Changes what operators say of a failover group, writes down who changed what, and has every member channel look again at
 * once, so that the change acts now and not with the next alert.
 */
export async function groupOrder(
  context: OperatorContext,
  order: GroupOrder,
  called: string,
): Promise<GroupOrderResponse> {
  const { deps, requestId } = context;
  const now = deps.clock.now();
  const { group, differences } = await override(context, order, called, now);
  const by = order.by ?? anonymous;
  const reason = order.reason ?? null;
  const changes = differences.map((difference, index): ChangeEntry => ({
    id: `${eventIdOf(requestId)}#${index}`,
    at: now,
    by,
    reason,
    ...difference,
  }));
  const members = (await deps.members.list()).filter((member) => member.group === group.name);
  if (!order.dryRun && changes.length > 0) {
    await Promise.all(changes.map((change) => deps.log.appendChange(group.name, change)));
    await Promise.all(members.map(({ channelArn }) => deps.observations.send(channelArn)));
  }
  return {
    ok: true,
    command: order.command,
    dryRun: order.dryRun,
    scope: 'group',
    group: group.name,
    changes: changes.map(presentChange),
    channels: members.map(({ channelArn }) => channelArn),
    stillHeld: order.command === 'release' ? await heldByThemselves(context, members, now) : [],
  };
}

/** Channels read from the table at the same time. */
const readsAtOnce = 10;

/** The group's hold is one, a channel's own another: releasing the one leaves the other in force. */
async function heldByThemselves(
  { deps }: OperatorContext,
  members: readonly MemberSummary[],
  now: Millis,
): Promise<GroupOrderResponse['stillHeld']> {
  const held = await inBatches(members, readsAtOnce, async ({ channelArn, name }) => {
    const channel = await loadChannel(deps, channelArn);
    const holds = channel ? presentOwnHold(channel.state, channel.group, now) : [];
    return holds.map((hold) => ({ channel: name ?? channelArn, hold }));
  });
  return held.flat();
}

async function override(
  context: OperatorContext,
  order: GroupOrder,
  called: string,
  now: Millis,
): Promise<{ group: StoredGroup; differences: readonly Difference[] }> {
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const group = await findGroup(context, called);
    const wanted = overridesAfter(group, order, now);
    const differences = differencesBetween(group.operator, wanted);
    if (order.dryRun || differences.length === 0) return { group, differences };
    const saved = await context.deps.groups.override(group.name, wanted, group.version);
    if (saved === 'saved') return { group, differences };
    context.deps.meter.count('Conflicts');
  }
  throw new Refusal(
    'CONFLICT',
    `Failover group "${called}" was changed by others ${attemptsMax} times in a row.`,
    'Look at its history, then try again.',
  );
}

function overridesAfter(group: StoredGroup, order: GroupOrder, now: Millis): GroupOverrides {
  const { operator } = group;
  switch (order.command) {
    case 'hold': {
      const until = order.forSeconds === undefined ? null : now + order.forSeconds * 1000;
      const hold: Hold = { by: order.by ?? anonymous, reason: order.reason, at: now, until };
      return { ...operator, hold };
    }
    case 'release':
      return { ...operator, hold: null };
    case 'enable':
    case 'disable': {
      const site = knownSite(group, order.site);
      const others = operator.unavailable.filter((name) => name !== site);
      const unavailable = order.command === 'enable' ? others : [...others, site];
      return { ...operator, unavailable };
    }
  }
}

function knownSite({ name, definition }: StoredGroup, called: string): string {
  if (definition.sites.includes(called)) return called;
  throw new Refusal(
    'UNKNOWN_INPUT_GROUP',
    `Failover group "${name}" has no site "${called}".${didYouMean(called, definition.sites)} It has: ${definition.sites.join(', ')}.`,
    'Name one of these.',
  );
}

function differencesBetween(before: GroupOverrides, after: GroupOverrides): readonly Difference[] {
  const names = [...new Set([...before.unavailable, ...after.unavailable])].toSorted();
  const availability = names.map((name) => ({
    what: `site ${name}`,
    from: before.unavailable.includes(name) ? 'disabled' : 'enabled',
    to: after.unavailable.includes(name) ? 'disabled' : 'enabled',
  }));
  const hold = { what: 'hold', from: holdText(before.hold), to: holdText(after.hold) };
  return [...availability, hold].filter(({ from, to }) => from !== to);
}

function holdText(hold: Hold | null): string | null {
  if (!hold) return null;
  const { by, reason, at, until } = hold;
  return `by ${by} at ${iso(at)}${until === null ? '' : ` until ${iso(until)}`}: ${reason}`;
}
