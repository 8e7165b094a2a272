import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { S3Client } from '@aws-sdk/client-s3';
import { s3PlaylistStore } from '../../../aws/adapters/s3-playlist-store.ts';

/** Goal: on the wire of S3, a playlist is looked at by HEAD and deleted only as the version that was looked at. */
const etag = '"9b2cf535f27731c974343645a3985328"';
const written = 'Sat, 21 Nov 2026 12:00:00 GMT';

let client: S3Client;
let requests: { method: string; url: string; ifMatch: string | undefined }[];
let respond: (request: IncomingMessage, response: ServerResponse) => void;
let close: () => Promise<void>;

beforeEach(async () => {
  requests = [];
  const server = createServer((request, response) => {
    const { method = '', url = '', headers } = request;
    requests.push({ method, url, ifMatch: headers['if-match'] });
    respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port.');
  client = new S3Client({
    endpoint: `http://127.0.0.1:${address.port}`,
    forcePathStyle: true,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    maxAttempts: 1,
  });
  close = async () => {
    client.destroy();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
});
afterEach(() => close());

const answer = (status: number, headers: Record<string, string> = {}) => {
  respond = (_request, response) => {
    response.writeHead(status, headers).end();
  };
};

describe('the playlists in a bucket', () => {
  it('are found with the time and the version of their last write', async () => {
    answer(200, { 'last-modified': written, etag });
    const found = await s3PlaylistStore(client, 'news').find('live/p0.m3u8');
    expect(found).toEqual({ key: 'live/p0.m3u8', modifiedAt: Date.parse(written), etag });
    expect(requests).toMatchObject([{ method: 'HEAD', url: '/news/live/p0.m3u8' }]);
  });

  it('are told missing from not allowed to be seen', async () => {
    answer(404);
    expect(await s3PlaylistStore(client, 'news').find('live/p0.m3u8')).toBeNull();
    answer(403);
    await expect(s3PlaylistStore(client, 'news').find('live/p0.m3u8')).rejects.toThrow();
  });

  it.each([
    [204, true],
    [412, false],
    [409, false],
    [404, false],
  ])('are deleted as the version that was looked at: %i means %s', async (status, removed) => {
    answer(status);
    const playlist = { key: 'live/p0.m3u8', modifiedAt: 0, etag };
    expect(await s3PlaylistStore(client, 'news').remove(playlist)).toBe(removed);
    expect(requests).toMatchObject([{ method: 'DELETE', ifMatch: etag }]);
  });
});
