import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readCredential } from '../../../twin/gateway/credential.ts';
import { Gateway } from '../../../twin/gateway/gateway.ts';
import { jsonError, jsonReply } from '../../../twin/gateway/json-protocol.ts';
import { Principals } from '../../../twin/gateway/principals.ts';
import type { ReplyDelivery, ServiceCall, TwinService } from '../../../twin/gateway/service.ts';
import { ServiceError } from '../../../twin/gateway/service-error.ts';

const contentType = 'application/json';

/** Echoes what the gateway made of a call. */
const echo: TwinService = {
  signingName: 'echo',
  operationOf: ({ url }) => (url.startsWith('/unknown') ? undefined : url.slice(1)),
  permissionsFor: ({ operation = '' }) => [{ action: `echo:${operation}`, resource: '*' }],
  handle: (call) => {
    if (call.operation === 'Refuse') {
      throw new ServiceError(409, 'ConflictException', 'refused');
    }
    return Promise.resolve(jsonReply(200, { body: call.body.toString(), region: call.region }, contentType));
  },
  error: (status, code, message) => jsonError(status, code, message, contentType),
};

describe('Gateway', () => {
  const principals = new Principals();
  const gateway = new Gateway({
    principals,
    authorize: (call, [required]) =>
      call.principal.roleArn === undefined ? undefined : `may not ${required?.action ?? ''}`,
  });

  beforeAll(async () => {
    gateway.add(echo);
    gateway.addUnsigned({
      prefix: '/-/here/',
      handle: ({ url }) => ({ status: 200, headers: {}, body: url }),
    });
    principals.add({ accessKeyId: 'CONTAINER', roleArn: 'arn:role', functionName: 'worker' });
    await gateway.listen();
  });

  afterAll(() => gateway.close());

  const send = (
    path: string,
    service?: string,
    key = 'anyone',
    signal: AbortSignal | null = null,
  ): Promise<Response> => {
    const scope = `AWS4-HMAC-SHA256 Credential=${key}/20261121/eu-west-1/${service ?? ''}/aws4_request, SignedHeaders=host, Signature=0`;
    const headers = service === undefined ? {} : { authorization: scope };
    return fetch(`${gateway.endpoint}${path}`, { method: 'POST', headers, body: 'hello', signal });
  };

  it('hands a call to the service in its credential scope, and records it', async () => {
    const response = await send('/Say', 'echo');
    expect(response.status).toBe(200);
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(await response.json()).toEqual({ body: 'hello', region: 'eu-west-1' });
    expect(gateway.calls.list().at(-1)).toMatchObject({ service: 'echo', operation: 'Say', status: 200 });
  });

  it('rejects a service it does not have, naming those it has', async () => {
    const response = await send('/Say', 'kinesis');
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      message: 'The twin has no service "kinesis". It has: echo.',
    });
  });

  it('rejects an unknown operation and an unsigned call', async () => {
    expect(await (await send('/unknown', 'echo')).json()).toMatchObject({
      __type: 'UnknownOperationException',
    });
    expect((await send('/Say')).status).toBe(403);
  });

  it('lets unsigned routes through without a signature', async () => {
    expect(await (await send('/-/here/x')).text()).toBe('/-/here/x');
  });

  it('turns errors of a service into its wire form', async () => {
    const response = await send('/Refuse', 'echo');
    expect(response.status).toBe(409);
    expect(response.headers.get('x-amzn-errortype')).toBe('ConflictException');
  });

  it('refuses what the caller may not do, and records who it was', async () => {
    const response = await send('/Say', 'echo', 'CONTAINER');
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({
      __type: 'AccessDeniedException',
      message: 'may not echo:Say',
    });
    expect(gateway.calls.list().at(-1)).toMatchObject({ functionName: 'worker', status: 403 });
  });

  it('puts interceptors between a call and its service, the newest outermost, until they are removed', async () => {
    const heard: string[] = [];
    const hear =
      (name: string) => async (call: ServiceCall, next: () => ReturnType<TwinService['handle']>) => {
        heard.push(`${name} ${call.operation ?? ''}`);
        return name === 'outer' && call.operation === 'Throttled'
          ? echo.error(429, 'TooManyRequestsException', 'slow down')
          : next();
      };
    const removals = [gateway.interceptors.add(hear('inner')), gateway.interceptors.add(hear('outer'))];
    expect((await send('/Say', 'echo')).status).toBe(200);
    expect((await send('/Throttled', 'echo')).status).toBe(429);
    for (const remove of removals) {
      remove();
    }
    await send('/Say', 'echo');
    expect(heard).toEqual(['outer Say', 'inner Say', 'outer Throttled']);
  });

  describe('a reply that a network spoils', () => {
    const spoilt = async <T>(delivery: ReplyDelivery, use: () => Promise<T>): Promise<T> => {
      const remove = gateway.interceptors.add(async (_call, next) => ({ ...(await next()), delivery }));
      return use().finally(remove);
    };

    it('is never sent, while the connection stays open', async () => {
      const giveUp = new AbortController();
      await spoilt('never', async () => {
        const response = send('/Say', 'echo', 'anyone', giveUp.signal);
        await until(() => gateway.calls.list().at(-1)?.reply.delivery === 'never');
        giveUp.abort();
        await expect(response).rejects.toMatchObject({ name: 'AbortError' });
      });
    });

    it('is replaced by the end of the connection', async () => {
      await spoilt('reset', () => expect(send('/Say', 'echo')).rejects.toThrow('fetch failed'));
      expect(gateway.calls.list().at(-1)).toMatchObject({ operation: 'Say', status: 200 });
    });

    it('lacks its last byte, while the connection stays open', async () => {
      const giveUp = new AbortController();
      await spoilt('half-open', async () => {
        const response = await send('/Say', 'echo', 'anyone', giveUp.signal);
        expect(response.status).toBe(200);
        const first = await response.body?.getReader().read();
        expect(JSON.parse(Buffer.from(first?.value ?? []).toString())).toMatchObject({ body: 'hello' });
        giveUp.abort();
      });
    });
  });
});

async function until(look: () => boolean): Promise<void> {
  while (!look()) await new Promise(setImmediate);
}

describe('readCredential', () => {
  const scope = 'AKID/20261121/eu-west-1/sqs/aws4_request';
  const expected = { accessKeyId: 'AKID', region: 'eu-west-1', service: 'sqs' };

  it('reads the Authorization header and the query of a presigned URL', () => {
    expect(
      readCredential({ authorization: `AWS4-HMAC-SHA256 Credential=${scope}, Signature=0` }, '/'),
    ).toEqual(expected);
    expect(readCredential({}, `/?X-Amz-Credential=${encodeURIComponent(scope)}`)).toEqual(expected);
  });

  it('finds none in calls that are not signed so', () => {
    expect(readCredential({}, '/')).toBeUndefined();
    expect(readCredential({ authorization: 'Bearer x' }, '/')).toBeUndefined();
    expect(
      readCredential({ authorization: 'AWS4-HMAC-SHA256 Credential=a/b/c, Signature=0' }, '/'),
    ).toBeUndefined();
  });
});
