import type { ActiveAlert, Answers } from '../../core/model/event.ts';
import type { Logger } from '../shared/observability/logger.ts';
import type { Clock } from '../shared/ports/clock.ts';
import type { MediaLiveGateway } from '../shared/ports/media-live-gateway.ts';

/** States in which a channel may have something on air; of the others ListChannels has said all there is. */
const liveStates: ReadonlySet<string> = new Set(['RUNNING', 'RECOVERING']);

export function isLive(state: string): boolean {
  return liveStates.has(state);
}

/** What there is to say of a channel that is not on air, without another call. */
export function idleAnswers(state: string, clock: Clock): Answers {
  const alerts: readonly ActiveAlert[] = [];
  return { channel: { at: clock.now(), state, pipelines: {} }, alerts };
}

/** A list of channels may leave one out that is there, as it is read in pages: DescribeChannel is asked before it is called gone. */
export async function answersOnMissing(
  deps: Parameters<typeof liveAnswers>[0],
  channelArn: string,
): Promise<Answers> {
  try {
    const channel = await deps.mediaLive.describeChannel(channelArn);
    return isLive(channel.state) ? await liveAnswers(deps, channelArn) : { channel, alerts: [] };
  } catch (error) {
    deps.logger.warn('MediaLive did not answer', { channel: channelArn, error });
    return { channel: 'unavailable', alerts: 'unavailable' };
  }
}

/** Looks at a channel on air: two calls. What MediaLive does not say is reported as unavailable, so that timers are looked after all the same. */
export async function liveAnswers(
  {
    mediaLive,
    logger,
  }: {
    readonly mediaLive: Pick<MediaLiveGateway, 'describeChannel' | 'activeAlerts'>;
    readonly logger: Logger;
  },
  channelArn: string,
): Promise<Answers> {
  const orUnavailable = async <T>(question: Promise<T>): Promise<T | 'unavailable'> => {
    try {
      return await question;
    } catch (error) {
      logger.warn('MediaLive did not answer', { channel: channelArn, error });
      return 'unavailable';
    }
  };
  const [channel, alerts] = await Promise.all([
    orUnavailable(mediaLive.describeChannel(channelArn)),
    orUnavailable(mediaLive.activeAlerts(channelArn)),
  ]);
  // The message may wait in the queue, and only the snapshot says when it was made. A list of unknown age could bring alarms
  // back that have ended meanwhile.
  return { channel, alerts: channel === 'unavailable' ? 'unavailable' : alerts };
}
