import * as v from 'valibot';
import {
  changeView,
  channelLine,
  channelStatus,
  commandEffectView,
  decisionView,
  holdView,
  switchView,
} from './views.ts';

/** What the operator function answers; to which request, protocol.ts says. */

const listResponse = v.object({
  ok: v.literal(true),
  command: v.literal('list'),
  channels: v.array(channelLine),
});
const statusResponse = v.object({
  ok: v.literal(true),
  command: v.literal('status'),
  channel: channelStatus,
});
/** An order to one channel that was carried out, or with `dryRun` would be. */
const channelOrderResponse = v.object({
  ok: v.literal(true),
  command: v.picklist(['switch', 'cancel', 'hold', 'release']),
  dryRun: v.boolean(),
  scope: v.literal('channel'),
  channel: v.object({ arn: v.string(), name: v.nullable(v.string()) }),
  /** Its failover group. */
  group: v.string(),
  decisions: v.array(decisionView),
  effects: v.array(commandEffectView),
  /** The switch in flight and the switch planned after the order. */
  switch: v.nullable(switchView),
  planned: v.nullable(switchView),
  /** The holds in force before the order and after it. */
  heldBefore: v.array(holdView),
  holds: v.array(holdView),
});
/** An order to a failover group that was carried out, or with `dryRun` would be. */
const groupOrderResponse = v.object({
  ok: v.literal(true),
  command: v.picklist(['hold', 'release', 'enable', 'disable']),
  dryRun: v.boolean(),
  scope: v.literal('group'),
  group: v.string(),
  /** What changed; empty: it was so already. */
  changes: v.array(changeView),
  /** The member channels, which look at themselves again at once. */
  channels: v.array(v.string()),
  /** Of a release: the channels that somebody holds by themselves, by name. */
  stillHeld: v.array(v.object({ channel: v.string(), hold: holdView })),
});
const channelHistoryResponse = v.object({
  ok: v.literal(true),
  command: v.literal('history'),
  scope: v.literal('channel'),
  channel: v.object({ arn: v.string(), name: v.nullable(v.string()) }),
  entries: v.array(decisionView),
  /** Give it back as `cursor` for the page before; null: there is none. */
  next: v.nullable(v.string()),
});
const groupHistoryResponse = v.object({
  ok: v.literal(true),
  command: v.literal('history'),
  scope: v.literal('group'),
  group: v.string(),
  entries: v.array(changeView),
  next: v.nullable(v.string()),
});

export const errorCodes = [
  'INVALID_REQUEST',
  'UNKNOWN_CHANNEL',
  'AMBIGUOUS_CHANNEL',
  'NOT_MANAGED',
  'UNKNOWN_GROUP',
  'UNKNOWN_INPUT_GROUP',
  /** The decision rules do not allow it; the message says which and why. */
  'REFUSED',
  /** Someone else kept changing the same channel or group. */
  'CONFLICT',
  /** The token of the order was given with another request before. */
  'TOKEN_REUSED',
  /** The order was given before under the same token, and its result is not known. It was not given again. */
  'OUTCOME_UNKNOWN',
  'SERVICE_UNAVAILABLE',
  'INTERNAL',
] as const;
const failure = v.object({
  ok: v.literal(false),
  error: v.object({
    code: v.picklist(errorCodes),
    /** What was wrong, the value given, what is allowed. */
    message: v.string(),
    /** What to do. */
    hint: v.string(),
  }),
});
export type OperatorFailure = v.InferOutput<typeof failure>;
export type ErrorCode = OperatorFailure['error']['code'];

export const operatorResponse = v.union([
  listResponse,
  statusResponse,
  channelOrderResponse,
  groupOrderResponse,
  channelHistoryResponse,
  groupHistoryResponse,
  failure,
]);
export type ListResponse = v.InferOutput<typeof listResponse>;
export type StatusResponse = v.InferOutput<typeof statusResponse>;
export type ChannelOrderResponse = v.InferOutput<typeof channelOrderResponse>;
export type GroupOrderResponse = v.InferOutput<typeof groupOrderResponse>;
export type ChannelHistoryResponse = v.InferOutput<typeof channelHistoryResponse>;
export type GroupHistoryResponse = v.InferOutput<typeof groupHistoryResponse>;
export type OperatorResponse = v.InferOutput<typeof operatorResponse>;
