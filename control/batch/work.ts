import type { IncomingEvent } from '../events/incoming-event.ts';
import { flowEventFor, type Ignored, type ParsedMessage } from '../events/parsed-message.ts';
import type { MemberStore } from '../ports/member-store.ts';

/** One event to decide on for one channel. */
export interface Work {
  readonly channelArn: string;
  readonly event: IncomingEvent;
}

/** What a message asks for: an event of one channel, or of every channel that a flow feeds; or nothing, for a reason. */
export async function workOf(
  message: ParsedMessage,
  members: Pick<MemberStore, 'usesOfFlow'>,
): Promise<readonly Work[] | Ignored> {
  switch (message.type) {
    case 'ignored':
      return message;
    case 'channel':
      return [{ channelArn: message.channelArn, event: message.event }];
    case 'flow': {
      const uses = await members.usesOfFlow(message.flowArn);
      if (uses.length === 0) return { type: 'ignored', reason: 'unknown-flow', what: message.flowArn };
      return uses.map((use) => ({ channelArn: use.channelArn, event: flowEventFor(message, use) }));
    }
  }
}
