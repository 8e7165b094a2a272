import type { Answers, Inquiry } from '../../core/model/event.ts';
import type { Clock } from '../ports/clock.ts';
import type { MediaLiveGateway } from '../ports/media-live-gateway.ts';
import type { Logger } from '../ports/logger.ts';

/** A failover waits no longer than this for a second opinion. */
const askWithinMs = 1000;

/**
 * Asks MediaLive what the core wants to know before it decides: once, briefly, everything at the same time. Not being
 * answered is an answer, as failing to ask must never block a failover.
 */
export async function askMediaLive(
  deps: { readonly mediaLive: MediaLiveGateway; readonly clock: Clock; readonly logger: Logger },
  channelArn: string,
  inquiry: Inquiry,
): Promise<Answers | undefined> {
  if (!inquiry.channel && !inquiry.alerts) return undefined;
  const askedAt = deps.clock.now();
  const signal = AbortSignal.timeout(askWithinMs);
  const answer = async <T>(what: string, question: Promise<T>): Promise<T | 'unavailable'> => {
    try {
      return await question;
    } catch (error) {
      deps.logger.warn('MediaLive did not answer', { question: what, error });
      return 'unavailable';
    }
  };
  const [channel, alerts] = await Promise.all([
    inquiry.channel
      ? answer('DescribeChannel', deps.mediaLive.describeChannel(channelArn, signal))
      : undefined,
    inquiry.alerts ? answer('ListAlerts', deps.mediaLive.activeAlerts(channelArn, signal)) : undefined,
  ]);
  return { askedAt, ...(channel !== undefined && { channel }), ...(alerts !== undefined && { alerts }) };
}
