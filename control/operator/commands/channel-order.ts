import { didYouMean } from '../../../config/suggestion.ts';
import type { Decision } from '../../../core/model/decision.ts';
import type { Command } from '../../../core/model/event.ts';
import type { Effect, EffectResult } from '../../../core/model/effect.ts';
import type { FailoverGroup } from '../../../core/model/group.ts';
import type { ChannelState } from '../../../core/model/state.ts';
import { handleEvent } from '../../loop/handle-event.ts';
import { evaluate } from '../../loop/evaluate.ts';
import type { IncomingEvent } from '../../events/incoming-event.ts';
import { findChannel } from '../find-channel.ts';
import { anonymous, type OperatorContext } from '../operator-deps.ts';
import { eventIdOf } from '../request-id.ts';
import { presentDecision } from '../present/decision.ts';
import { presentEffect } from '../present/effect.ts';
import { presentHolds } from '../present/hold.ts';
import { presentSwitch } from '../present/switch.ts';
import type { OperatorOrder } from '../protocol.ts';
import type { ChannelOrderResponse } from '../responses.ts';
import { notManaged, Refusal } from '../refusal.ts';

/** What comes of an order, or would. */
interface Outcome {
  readonly group: FailoverGroup;
  readonly before: ChannelState;
  readonly state: ChannelState;
  readonly decisions: readonly Decision[];
  readonly effects: readonly Effect[];
  readonly results: readonly EffectResult[];
}

export type ChannelOrder = Extract<OperatorOrder, { command: 'switch' | 'cancel' | 'hold' | 'release' }>;

/** Gives a channel an order: it is decided on like any other event, by the same rules. */
export async function channelOrder(
  context: OperatorContext,
  order: ChannelOrder,
  called: string,
): Promise<ChannelOrderResponse> {
  const { deps } = context;
  const { channelArn, name } = await findChannel(context, called);
  const now = deps.clock.now();
  const event: IncomingEvent = {
    type: 'command',
    id: eventIdOf(context.requestId),
    by: order.by ?? anonymous,
    command: commandOf(order, now),
  };
  const outcome = await (order.dryRun ? rehearse : carryOut)(context, channelArn, event);
  if (!outcome) throw notManaged(channelArn);
  const refused = outcome.decisions.find((decision) => decision.outcome === 'refused');
  if (refused) throw refusalOf(order, outcome.group, refused);
  const resultOf = ({ id }: Effect) => outcome.results.find(({ effectId }) => effectId === id);
  return {
    ok: true,
    command: order.command,
    dryRun: order.dryRun,
    scope: 'channel',
    channel: { arn: channelArn, name },
    group: outcome.group.name,
    decisions: outcome.decisions.map((decision) => presentDecision(now, decision)),
    effects: outcome.effects.map((effect) => presentEffect(effect, resultOf(effect))),
    switch: presentSwitch(outcome.state.switch),
    planned: presentSwitch(outcome.state.planned),
    heldBefore: presentHolds(outcome.before, outcome.group, now),
    holds: presentHolds(outcome.state, outcome.group, now),
  };
}

async function carryOut(
  { deps, deadlineAt }: OperatorContext,
  channelArn: string,
  event: IncomingEvent,
): Promise<Outcome | null> {
  const decided = await handleEvent(deps, channelArn, event, { deadlineAt });
  if (!decided) return null;
  const { effects, before } = decided.made;
  return { ...decided, effects, group: before.group, before: before.state };
}

async function rehearse(
  { deps }: OperatorContext,
  channelArn: string,
  event: IncomingEvent,
): Promise<Outcome | null> {
  const evaluated = await evaluate(deps, channelArn, event);
  if (!evaluated) return null;
  const { group, state } = evaluated.before;
  return { ...evaluated, results: [], group, before: state };
}

function refusalOf(order: ChannelOrder, { sites }: FailoverGroup, { why }: Decision): Refusal {
  if (order.command === 'switch' && !sites.some(({ name }) => name === order.to)) {
    const names = sites.map(({ name }) => name);
    return new Refusal('UNKNOWN_INPUT_GROUP', `${why}${didYouMean(order.to, names)}`, 'Name one of these.');
  }
  return new Refusal('REFUSED', why, 'The command "status" shows what stands in the way.');
}

function commandOf(order: ChannelOrder, now: number): Command {
  const reason = order.reason ?? 'No reason was given.';
  switch (order.command) {
    case 'switch': {
      const at = order.at === undefined ? null : Date.parse(order.at);
      return { action: 'switch', to: order.to, at, force: order.force, reason };
    }
    case 'hold': {
      const until = order.forSeconds === undefined ? null : now + order.forSeconds * 1000;
      return { action: 'hold', reason, until };
    }
    case 'cancel':
    case 'release':
      return { action: order.command, reason };
  }
}
