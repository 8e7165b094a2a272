import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { MediaLiveClient } from '@aws-sdk/client-medialive';
import type { ServiceCall, TwinService } from '../../../twin/gateway/service.ts';

/** A service behind an HTTP port of its own, with the official client pointed at it. */
export interface Served {
  readonly client: MediaLiveClient;
  readonly endpoint: string;
  close(): Promise<void>;
}

export async function serve(service: TwinService): Promise<Served> {
  const server = createServer((request, response) => {
    void readCall(request, service).then(async (call) => {
      const { status, headers, body } = await service.handle(call);
      response.writeHead(status, headers).end(body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  const endpoint = `http://127.0.0.1:${address.port}`;
  const client = new MediaLiveClient({
    endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    maxAttempts: 1,
  });
  return {
    client,
    endpoint,
    close: async () => {
      client.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readCall(request: IncomingMessage, service: TwinService): Promise<ServiceCall> {
  const call = {
    service: service.signingName,
    principal: { accessKeyId: 'x' },
    region: 'eu-west-1',
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    headers: {},
    body: await buffer(request),
    receivedAt: Date.now(),
  };
  return { ...call, operation: service.operationOf(call) };
}
