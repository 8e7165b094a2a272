import { MediaLiveClient } from '@aws-sdk/client-medialive';

/**
 * One try a call: the client's own retries would wait out a Retry-After of seconds in the middle of a failover. Who calls
 * decides whether and when to try again.
 */
export function openMediaLive(): MediaLiveClient {
  return new MediaLiveClient({
    maxAttempts: 1,
    requestHandler: { connectionTimeout: 500, requestTimeout: 2500, throwOnRequestTimeout: true },
  });
}
