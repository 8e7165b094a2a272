import { request as send, type OutgoingHttpHeaders } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Gateway } from '../../../twin/gateway/gateway.ts';
import { jsonError, jsonReply } from '../../../twin/gateway/json-protocol.ts';
import { Principals } from '../../../twin/gateway/principals.ts';
import type { TwinService } from '../../../twin/gateway/service.ts';

/** Goal: a page in a browser on the same machine can neither order anything of the twin nor read from it. */
let done: string[];
const orders: TwinService = {
  signingName: 'orders',
  operationOf: () => 'Order',
  permissionsFor: () => [],
  handle: ({ url }) => {
    done.push(url);
    return Promise.resolve(jsonReply(200, { secret: 'state' }, 'application/json'));
  },
  error: (status, code, message) => jsonError(status, code, message, 'application/json'),
};
const gateway = new Gateway({ principals: new Principals(), authorize: () => undefined });

beforeAll(async () => {
  gateway.add(orders);
  gateway.addUnsigned({
    prefix: '/-/answers/',
    handle: ({ url }) => {
      done.push(url);
      return { status: 200, headers: {}, body: '' };
    },
  });
  await gateway.listen();
});
afterAll(() => gateway.close());
beforeEach(() => {
  done = [];
});

/** The credential may stand in the URL, and so no browser asks beforehand whether it may send this. */
const signed = '/order?X-Amz-Credential=a%2F20261121%2Feu-west-1%2Forders%2Faws4_request';

interface Answer {
  readonly status: number | undefined;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: string;
}

/** As a browser may send it: `fetch` of Node would write some of the headers itself. */
const ask = (
  path: string,
  headers: OutgoingHttpHeaders,
  method = 'POST',
  body = method.startsWith('P') ? 'x' : '',
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    send({ host: '127.0.0.1', port: gateway.port, method, path, headers }, (response) => {
      text(response).then((answered) => {
        resolve({ status: response.statusCode, headers: response.headers, body: answered });
      }, reject);
    })
      .once('error', reject)
      .end(body);
  });

const own = () => `127.0.0.1:${gateway.port}`;

const pages: readonly [string, () => OutgoingHttpHeaders][] = [
  ['a foreign Origin', () => ({ host: own(), origin: 'https://evil.example' })],
  ['the Origin of a sandboxed frame', () => ({ host: own(), origin: 'null' })],
  ['an Origin on this machine', () => ({ host: own(), origin: 'http://localhost:3000' })],
  ['its own address for an Origin', () => ({ host: own(), origin: `http://${own()}` })],
  ['Sec-Fetch-Site: cross-site', () => ({ host: own(), 'sec-fetch-site': 'cross-site' })],
  [
    'Sec-Fetch-Site: same-origin, after a rebinding',
    () => ({ host: own(), 'sec-fetch-site': 'same-origin' }),
  ],
  ['Sec-Fetch-Site: none', () => ({ host: own(), 'Sec-Fetch-Site': 'none' })],
  ['Sec-Fetch-Mode: no-cors', () => ({ host: own(), 'sec-fetch-mode': 'no-cors' })],
  ['Sec-Fetch-Mode: navigate', () => ({ host: own(), 'sec-fetch-mode': 'navigate' })],
  ['Sec-Fetch-Dest', () => ({ host: own(), 'sec-fetch-dest': 'image' })],
  ['Sec-Fetch-User', () => ({ host: own(), 'sec-fetch-user': '?1' })],
  ['a rebound name', () => ({ host: `evil.example:${gateway.port}` })],
  ['a name that begins like this machine', () => ({ host: `127.0.0.1.evil.example:${gateway.port}` })],
  ['a name that ends like this machine', () => ({ host: 'evil-localhost' })],
  ['a name below that of this machine', () => ({ host: 'evil.localhost' })],
  ['an address that only leads to this machine', () => ({ host: '0.0.0.0' })],
  ['a user in the name', () => ({ host: 'localhost@evil.example' })],
];

describe.each(pages)('a request with %s', (_what, headers) => {
  it.each([
    ['POST', signed],
    ['GET', signed],
    ['PUT', '/-/answers/1'],
    ['OPTIONS', signed],
    ['GET', '/'],
  ])('is refused before it comes to anything: %s %s', async (method, path) => {
    const answer = await ask(path, { ...headers(), 'content-type': 'text/plain' }, method);
    expect(answer.status).toBe(403);
    expect(answer.body).toMatch(/The twin (answers programs and no web pages|is reached as 127\.0\.0\.1)/);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect([done, gateway.calls.list().filter(({ status }) => status !== 200)]).toEqual([[], []]);
  });
});

describe('a request of a program', () => {
  it.each([
    () => own(),
    () => `localhost:${gateway.port}`,
    () => `LOCALHOST:${gateway.port}`,
    () => `[::1]:${gateway.port}`,
    () => 'localhost',
  ])('is answered by each name of this machine', async (host) => {
    expect((await ask(signed, { host: host() })).status).toBe(200);
    expect(done).toEqual([signed]);
  });

  it("is answered when it is Node's own fetch, which looks a little like a browser", async () => {
    const response = await fetch(`${gateway.endpoint}/-/answers/1`, { method: 'PUT', body: 'x' });
    expect([response.status, done]).toEqual([200, ['/-/answers/1']]);
  });
});

describe('a large body', () => {
  it('is refused as a small one is', async () => {
    const headers = { host: own(), origin: 'https://evil.example' };
    const answer = await ask(signed, headers, 'POST', 'x'.repeat(2_000_000));
    expect([answer.status, done]).toEqual([403, []]);
  });
});
