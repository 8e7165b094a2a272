import { LambdaClient } from '@aws-sdk/client-lambda';
import { MediaConnectClient } from '@aws-sdk/client-mediaconnect';
import { MediaLiveClient } from '@aws-sdk/client-medialive';
import { SQSClient } from '@aws-sdk/client-sqs';

/** AWS clients of somebody outside the control plane, pointed at the twin. */
export interface Clients {
  readonly mediaLive: MediaLiveClient;
  readonly mediaConnect: MediaConnectClient;
  readonly lambda: LambdaClient;
  readonly sqs: SQSClient;
  /** For a command line of its own process. */
  readonly environment: Readonly<Record<string, string>>;
  close(): void;
}

export function connect(endpoint: string, region: string): Clients {
  // The SDK's notice about coming Node versions has no place in a timeline.
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] ??= 'true';
  const credentials = { accessKeyId: 'drill', secretAccessKey: 'drill' };
  const settings = { endpoint, region, credentials, maxAttempts: 5 };
  const mediaLive = new MediaLiveClient(settings);
  const mediaConnect = new MediaConnectClient(settings);
  const lambda = new LambdaClient(settings);
  const sqs = new SQSClient(settings);
  return {
    mediaLive,
    mediaConnect,
    lambda,
    sqs,
    environment: {
      AWS_ENDPOINT_URL: endpoint,
      AWS_REGION: region,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
    },
    close: () => {
      for (const client of [mediaLive, mediaConnect, lambda, sqs]) client.destroy();
    },
  };
}
