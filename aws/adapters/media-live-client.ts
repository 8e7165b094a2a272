import { MediaLiveClient } from '@aws-sdk/client-medialive';
import { attemptsTo, boundedCalls } from './aws-call-limits.ts';

/** One try a call: who calls decides whether and when to try again. */
export function openMediaLive(): MediaLiveClient {
  return new MediaLiveClient(boundedCalls({ attempts: attemptsTo.mediaLive, answerWithinMs: 2500 }));
}
