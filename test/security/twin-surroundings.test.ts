/** Goal: the twin is for programs of this machine, and does for them what its services do and nothing else. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Estate } from '../../twin/estate.ts';
import { startTwin, type Twin } from '../../twin/twin.ts';

const flowArn = 'arn:aws:mediaconnect:eu-west-1:000000000000:flow:1-a:a';
const estate: Estate = {
  account: '000000000000',
  region: 'eu-west-1',
  flows: [
    {
      arn: flowArn,
      name: 'a',
      availabilityZone: 'eu-west-1a',
      sources: [{ arn: 'arn:aws:mediaconnect:eu-west-1:000000000000:source:1-a:main', name: 'main' }],
      startAs: 'ACTIVE',
    },
  ],
  inputs: [{ id: '2', name: 'push', type: 'RTP_PUSH', flowArns: [] }],
  channels: [
    {
      id: '100',
      name: 'news',
      channelClass: 'STANDARD',
      attachments: [{ name: 'push', inputId: '2' }],
      inputPrepare: false,
      startAs: 'RUNNING',
    },
  ],
};

let twin: Twin;
/** What other tests have left open in this process is none of the twin's. */
let before: ReadonlySet<string>;
beforeAll(async () => {
  before = new Set(sockets().map(({ address }) => address));
  twin = await startTwin({ estate, mediaLive: { startMs: 1, stopMs: 1 } });
});
afterAll(() => twin.stop());

interface Socket {
  readonly address: string;
  readonly type: string;
  readonly localEndpoint?: { readonly ip4?: string; readonly ip6?: string } | null;
  readonly remoteEndpoint?: unknown;
}

const sockets = () => (process.report.getReport() as unknown as { readonly libuv: readonly Socket[] }).libuv;
const signed = (service: string) => ({
  authorization: `AWS4-HMAC-SHA256 Credential=test/20261121/eu-west-1/${service}/aws4_request, SignedHeaders=host, Signature=0`,
});
const ask = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(`${twin.endpoint}${path}`, init);
  return { status: response.status, headers: response.headers, body: await response.text() };
};

describe('the twin', () => {
  it('listens on the loopback of this machine alone', () => {
    const open = sockets().filter(
      ({ address, type, remoteEndpoint, localEndpoint }) =>
        !before.has(address) &&
        (type === 'udp' || (type === 'tcp' && remoteEndpoint == null)) &&
        localEndpoint != null,
    );
    expect(open.map(({ type }) => type)).toEqual(expect.arrayContaining(['tcp', 'udp']));
    expect([...new Set(open.map(({ localEndpoint }) => localEndpoint?.ip4 ?? localEndpoint?.ip6))]).toEqual([
      '127.0.0.1',
    ]);
  });

  it('allows no page of another origin anything', async () => {
    const { status, headers } = await ask('/', {
      method: 'OPTIONS',
      headers: { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    });
    expect(status).toBe(403);
    expect([...headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
  });

  it.each(['/%00', '/../../etc/passwd', '/prod/channels/..%2f..%2f', '/__proto__', `/${'x'.repeat(5000)}`])(
    'answers a path that nobody should ask with an error, signed or not: %s',
    async (path) => {
      for (const headers of [{}, ...['medialive', 'lambda', '__proto__', 'constructor', ''].map(signed)]) {
        const { status, body } = await ask(path, { headers });
        expect(status).toBeGreaterThanOrEqual(400);
        expect(body).not.toMatch(/root:|^\s+at /m);
      }
    },
  );

  it.each([
    ['makes no function', 'POST', '/2015-03-31/functions'],
    ['takes no code', 'PUT', '/2015-03-31/functions/operator/code'],
    ['takes no settings', 'PUT', '/2015-03-31/functions/operator/configuration'],
    ['takes no layer', 'POST', '/2018-10-31/layers/x/versions'],
  ])('%s from a client', async (_what, method, path) => {
    const { status, body } = await ask(path, { method, headers: signed('lambda'), body: '{}' });
    expect(status).toBe(404);
    expect(body).toContain('is not an operation of lambda');
  });

  it('refuses a body that is too large for it, and goes on', async () => {
    const { status } = await ask('/prod/channels', {
      method: 'POST',
      headers: signed('medialive'),
      body: 'x'.repeat(20 * 1024 * 1024),
    }).catch(() => ({ status: 500 }));
    expect(status).toBe(500);
    expect((await ask('/prod/channels', { headers: signed('medialive') })).status).toBe(200);
  });
});
