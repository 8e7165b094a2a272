import type { Millis } from '../../core/model/group.ts';
import type { CallBudget } from '../ports/call-budget.ts';
import type { MediaLiveGateway, ScheduleAnswer } from '../ports/media-live-gateway.ts';
import type { Logger } from '../ports/logger.ts';
import { keptAnswer } from './kept-answer.ts';
import type { OperatorDeps } from './operator-deps.ts';

/** How long the while is that calls are counted in. */
export const callWindowMs = 2000;

/**
 * The MediaLive API gives an account 20 calls a second. All operators together have a quarter of them, like the reconciler:
 * the rest is there for failovers, whatever operators' programs do.
 */
const callsMax = 10;

/** Questions stop halfway, so that what they take is never missing to an order. */
const questionsMax = 5;

/** ListChannels gives so many at a time, and each page is a call. */
const channelsPerPage = 100;

/** MediaLive is not asked: operators have asked it too often in the last two seconds. */
export class BudgetSpent extends Error {
  constructor() {
    super(
      `Operators have made all the calls to MediaLive that they may make within ${callWindowMs / 1000} s.`,
    );
    this.name = 'BudgetSpent';
  }
}

/** People look again after seconds, programs after one: what MediaLive listed is good for so long. */
const channelsKeptMs: Millis = 5000;

/**
 * What orders are carried out with, of which all copies of the function together make no more calls to MediaLive than the budget allows.
 */
export function sparingMediaLive<Deps extends OperatorDeps & { readonly budget: CallBudget }>(
  deps: Deps,
): Deps {
  const bounded = withinBudget(deps.mediaLive, deps.budget, deps.logger);
  const listChannels = keptAnswer(deps.clock, channelsKeptMs, () => bounded.listChannels());
  return { ...deps, mediaLive: { ...bounded, listChannels } };
}

/**
 * MediaLive for operators. A question beyond the budget is not asked, and the channel's events decide; a change of a schedule
 * counts as throttled, so that it is tried again, and stays owed if need be.
 */
export function withinBudget(
  gateway: MediaLiveGateway,
  budget: CallBudget,
  logger: Logger,
): MediaLiveGateway {
  const take = async (calls: number, most: number): Promise<boolean> => {
    try {
      return await budget.take(calls, most);
    } catch (error) {
      // An order passes when it cannot be counted: it may be the one that puts the channel back on the air.
      logger.warn('The calls of operators are not counted', { error });
      return true;
    }
  };
  const ask = async <T>(question: () => Promise<T>): Promise<T> => {
    if (await take(1, questionsMax)) return question();
    throw new BudgetSpent();
  };
  const change = async (calls: number, order: () => Promise<ScheduleAnswer>): Promise<ScheduleAnswer> => {
    if (await take(calls, callsMax)) return order();
    return { type: 'unavailable', message: new BudgetSpent().message, throttled: true };
  };
  return {
    describeChannel: (channelArn, signal) => ask(() => gateway.describeChannel(channelArn, signal)),
    activeAlerts: (channelArn, signal) => ask(() => gateway.activeAlerts(channelArn, signal)),
    listChannels: async () => {
      const channels = await ask(() => gateway.listChannels());
      const morePages = Math.ceil(channels.length / channelsPerPage) - 1;
      if (morePages > 0) await take(morePages, Number.MAX_SAFE_INTEGER);
      return channels;
    },
    scheduleSwitch: (order) => change(1, () => gateway.scheduleSwitch(order)),
    // A look into the schedule, and the change.
    cancelSwitch: (channelArn, actionName) => change(2, () => gateway.cancelSwitch(channelArn, actionName)),
    prepareInput: (channelArn, actionName, attachment) =>
      change(1, () => gateway.prepareInput(channelArn, actionName, attachment)),
    findAction: async (channelArn, actionName) => {
      if (await take(1, callsMax)) return gateway.findAction(channelArn, actionName);
      throw new BudgetSpent();
    },
  };
}
