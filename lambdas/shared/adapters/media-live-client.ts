import { MediaLiveClient } from '@aws-sdk/client-medialive';
import { boundedCalls } from './aws-call-limits.ts';

/**
 * One try a call: the client's own retries would wait out a Retry-After of seconds in the middle of a failover. Who calls
 * decides whether and when to try again.
 */
export function openMediaLive(): MediaLiveClient {
  return new MediaLiveClient(boundedCalls({ attempts: 1, answerWithinMs: 2500 }));
}
