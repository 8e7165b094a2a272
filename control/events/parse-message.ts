import * as v from 'valibot';
import { parseChannelArn, parseFlowArn } from '../../config/arn.ts';
import type { Inquiry } from '../../core/model/event.ts';
import type { Millis } from '../../core/model/group.ts';
import { envelope, type Envelope } from './envelope.ts';
import { canBeDue, canHaveHappened, happenedBy } from './instant.ts';
import { readMediaConnectEvent } from './media-connect/read-event.ts';
import { readMediaLiveEvent } from './media-live/read-event.ts';
import type { Ask } from '../ports/observation-queue.ts';
import { datedBy, messageSource, ownMessage, pastTimesOf, type OwnMessage } from './own-message.ts';
import { ignored, type ParsedMessage } from './parsed-message.ts';

/** As much as SQS can carry is 256 KiB; the events we know take a few. Larger ones are not worth their parsing. */
const bodyCharactersMax = 64 * 1024;

export interface RawMessage {
  /** SQS's id, the same each time it is delivered; our own messages are known by it. */
  readonly messageId: string;
  readonly body: string;
}

/**
 * Reads a message of the channel-events queue. Total: whatever arrives is either understood or ignored for a reason, so
 * that no message can hold up the others of its batch. `now` tells what is dated so that it cannot have happened.
 */
export function parseMessage({ messageId, body }: RawMessage, accountId: string, now: Millis): ParsedMessage {
  if (body.length > bodyCharactersMax) return ignored('too-large', `${body.length} characters`);
  const json = parseJson(body);
  if (json === undefined) return ignored('not-json', body.slice(0, 200));
  const own = v.safeParse(ownMessage, json);
  if (own.success) return refuseForeign(readOwn(messageId, own.output, now), accountId);
  const event = v.safeParse(envelope, json);
  if (!event.success) return ignored('unknown-shape', body.slice(0, 200));
  const { source, account, time } = event.output;
  if (event.output['replay-name'] !== undefined) return ignored('replayed', body.slice(0, 200));
  if (account !== accountId) return ignored('wrong-account', `${source} of account ${account}`);
  const read = readers.get(source);
  if (!read) {
    const reason = source === messageSource ? 'unknown-shape' : 'unknown-detail-type';
    return ignored(reason, `${source}: ${event.output['detail-type']}`);
  }
  if (!canHaveHappened(time, now)) return ignored('impossible-time', body.slice(0, 200));
  return refuseForeign(read({ ...event.output, time: happenedBy(time, now) }), accountId);
}

const readers: ReadonlyMap<string, (event: Envelope) => ParsedMessage> = new Map([
  ['aws.medialive', readMediaLiveEvent],
  ['aws.mediaconnect', readMediaConnectEvent],
]);

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function readOwn(id: string, message: OwnMessage, now: Millis): ParsedMessage {
  const { channelArn } = message;
  const impossible = pastTimesOf(message).find((at) => !canHaveHappened(at, now));
  if (impossible !== undefined) {
    return ignored('impossible-time', `${message.kind} of ${channelArn}: ${impossible}`);
  }
  if (message.kind === 'timer') {
    const { timerId, dueAt } = message;
    if (!canBeDue(dueAt, now)) return ignored('impossible-time', `timer of ${channelArn}, due at ${dueAt}`);
    return { type: 'channel', channelArn, event: { type: 'timer', id, timerId, dueAt } };
  }
  const { answers, ask } = message;
  const seen = answers && { answers: datedBy(now, answers) };
  const asks = ask && { ask: askedIn(ask, now) };
  return { type: 'channel', channelArn, event: { type: 'observation', id, ...asks, ...seen } };
}

/** Looks that have piled up in the queue must not all ask when it moves again: one that is over has a younger behind it. */
function askedIn({ channel, alerts, before }: Ask, now: Millis): Inquiry {
  return now <= before ? { channel, alerts } : { channel: false, alerts: false };
}

/** Whatever the envelope says, channels and flows of other accounts are none of ours. */
function refuseForeign(message: ParsedMessage, accountId: string): ParsedMessage {
  if (message.type === 'ignored') return message;
  const arn =
    message.type === 'channel' ? parseChannelArn(message.channelArn) : parseFlowArn(message.flowArn);
  return arn?.account === accountId ? message : ignored('wrong-account', arn?.arn ?? '');
}
