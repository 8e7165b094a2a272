import * as v from 'valibot';
import { parseChannelArn, parseFlowArn } from '../arn.ts';
import { envelope } from './envelope.ts';
import { parseMediaConnectEvent } from './media-connect-events.ts';
import { parseMediaLiveEvent } from './media-live-events.ts';
import { messageSource, ownMessage, type OwnMessage } from './own-message.ts';
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
 * that no message can hold up the others of its batch.
 */
export function parseMessage({ messageId, body }: RawMessage, accountId: string): ParsedMessage {
  if (body.length > bodyCharactersMax) return ignored('too-large', `${body.length} characters`);
  const json = parseJson(body);
  if (json === undefined) return ignored('not-json', body.slice(0, 200));
  const own = v.safeParse(ownMessage, json);
  if (own.success) return refuseForeign(fromOwn(messageId, own.output), accountId);
  const event = v.safeParse(envelope, json);
  if (!event.success) return ignored('unknown-shape', body.slice(0, 200));
  const { source, account } = event.output;
  if (account !== accountId) return ignored('wrong-account', `${source} of account ${account}`);
  if (source === 'aws.medialive') return refuseForeign(parseMediaLiveEvent(event.output), accountId);
  if (source === 'aws.mediaconnect') return refuseForeign(parseMediaConnectEvent(event.output), accountId);
  return ignored(
    source === messageSource ? 'unknown-shape' : 'unknown-detail-type',
    `${source}: ${event.output['detail-type']}`,
  );
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body) as unknown;
  } catch {
    return undefined;
  }
}

function fromOwn(id: string, message: OwnMessage): ParsedMessage {
  const { channelArn } = message;
  if (message.kind === 'timer') {
    const { timerId, dueAt } = message;
    return { type: 'channel', channelArn, event: { type: 'timer', id, timerId, dueAt } };
  }
  const { answers } = message;
  return { type: 'channel', channelArn, event: { type: 'observation', id, ...(answers && { answers }) } };
}

/** Whatever the envelope says, channels and flows of other accounts are none of ours. */
function refuseForeign(message: ParsedMessage, accountId: string): ParsedMessage {
  if (message.type === 'ignored') return message;
  const arn =
    message.type === 'channel' ? parseChannelArn(message.channelArn) : parseFlowArn(message.flowArn);
  return arn?.account === accountId ? message : ignored('wrong-account', arn?.arn ?? '');
}
