import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MediaPackageClient } from '@aws-sdk/client-mediapackage';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { awsIngest } from '../../../aws/adapters/aws-ingest.ts';

/** Goal: on the wire of MediaPackage and Secrets Manager, what is described is what is kept. */
let requests: { target: string; body: string }[];
let described: unknown;
let ingest: ReturnType<typeof awsIngest>;
let close: () => Promise<void>;

beforeEach(async () => {
  requests = [];
  const server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const target = request.headers['x-amz-target'] ?? request.url ?? '';
      requests.push({ target: String(target), body: body.toString() });
      response.writeHead(200, { 'content-type': 'application/json' });
      response.end(JSON.stringify(request.method === 'GET' ? described : {}));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  const settings = {
    endpoint: `http://127.0.0.1:${address.port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    maxAttempts: 1,
  };
  const mediaPackage = new MediaPackageClient(settings);
  const secrets = new SecretsManagerClient(settings);
  ingest = awsIngest(mediaPackage, secrets);
  close = async () => {
    mediaPackage.destroy();
    secrets.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => close());

const endpoint = { id: 'id-0', url: 'https://ingest.example/x/channel', username: 'u', password: 'p' };

describe('the ingest endpoints of a MediaPackage channel', () => {
  it('are read with their credentials', async () => {
    described = { hlsIngest: { ingestEndpoints: [endpoint] } };
    expect(await ingest.endpointsOf('news')).toEqual([endpoint]);
    expect(requests).toMatchObject([{ target: '/channels/news' }]);
  });

  it('are none where the channel has none', async () => {
    described = {};
    expect(await ingest.endpointsOf('news')).toEqual([]);
  });

  it('are refused when described only in part', async () => {
    described = { hlsIngest: { ingestEndpoints: [{ id: 'id-0' }] } };
    await expect(ingest.endpointsOf('news')).rejects.toThrow(/of news only in part/);
  });

  it('have their credentials kept as a new version of a secret', async () => {
    await ingest.keep('arn:a', '{"url":"x"}');
    expect(requests).toMatchObject([{ target: 'secretsmanager.PutSecretValue' }]);
    expect(JSON.parse(requests[0]?.body ?? '')).toMatchObject({
      SecretId: 'arn:a',
      SecretString: '{"url":"x"}',
    });
  });
});
