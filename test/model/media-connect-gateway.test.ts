import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { MediaConnectClient } from '@aws-sdk/client-mediaconnect';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { awsMediaConnectGateway } from '../../aws/adapters/aws-media-connect-gateway.ts';
import { ManualClock, noon } from '../control/support/manual-clock.ts';
import { flowArnOf } from '../control/support/deployment.ts';

type Answer = (url: URL) => { readonly status?: number; readonly body: object };

const flowArn = flowArnOf('A', 0);
const flow = { flowArn, status: 'ACTIVE', name: 'a', availabilityZone: 'x', entitlements: [], outputs: [] };
const source = { name: 's', sourceArn: 'x' };

let server: Server;
let client: MediaConnectClient;
let clock: ManualClock;
let answer: Answer;
let asked: URL[];

beforeEach(async () => {
  clock = new ManualClock();
  asked = [];
  server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    asked.push(url);
    const { status = 200, body } = answer(url);
    const type = status === 404 ? { 'x-amzn-errortype': 'NotFoundException' } : {};
    response.writeHead(status, { 'content-type': 'application/json', ...type }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  client = new MediaConnectClient({
    endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    maxAttempts: 1,
  });
});
afterEach(async () => {
  client.destroy();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const gateway = () => awsMediaConnectGateway(client, clock);

describe('the MediaConnect gateway over the wire', () => {
  it('lists all flows, to the last page, a thousand a page', async () => {
    const second = flowArnOf('A', 1);
    answer = ({ searchParams }) =>
      searchParams.has('nextToken')
        ? { body: { flows: [{ flowArn: second, status: 'STANDBY' }] } }
        : { body: { flows: [{ flowArn, status: 'ACTIVE' }], nextToken: 'more' } };
    expect(await gateway().listFlows()).toEqual(
      new Map([
        [flowArn, 'ACTIVE'],
        [second, 'STANDBY'],
      ]),
    );
    expect(asked.map(({ searchParams }) => searchParams.get('maxResults'))).toEqual(['1000', '1000']);
  });

  it.each([
    [{ ...flow, source: { ...source, peerIpAddress: '192.0.2.7' } }, true],
    [{ ...flow, source, sources: [source, { ...source, peerIpAddress: '192.0.2.7' }] }, true],
    [{ ...flow, source, sources: [{ ...source, peerIpAddress: '' }] }, false],
    [{ ...flow, source }, false],
  ])('tells whether a device is sending to any source', async (described, sending) => {
    answer = () => ({ body: { flow: described, messages: { errors: ['Source s Stream Error: Timeout.'] } } });
    expect(await gateway().describeFlow(flowArn)).toEqual({
      at: noon,
      status: 'ACTIVE',
      sending,
      errors: ['Source s Stream Error: Timeout.'],
    });
    expect(asked[0]?.pathname).toBe(`/v1/flows/${encodeURIComponent(flowArn)}`);
  });

  it('dates what it was told by when it asked', async () => {
    answer = () => {
      clock.advance(2000);
      return { body: { flow } };
    };
    expect(await gateway().describeFlow(flowArn)).toMatchObject({ at: noon });
  });

  it('shows a flow that is gone as one without a status', async () => {
    answer = () => ({ status: 404, body: { message: 'Flow not found.' } });
    expect(await gateway().describeFlow(flowArn)).toEqual({ at: noon, status: null });
  });

  it('bounds the errors it passes on', async () => {
    const errors = Array.from({ length: 50 }, () => 'x'.repeat(5000));
    answer = () => ({ body: { flow, messages: { errors } } });
    const { errors: given = [] } = await gateway().describeFlow(flowArn);
    expect(given).toHaveLength(20);
    expect(given[0]).toHaveLength(500);
  });

  it.each([429, 500, 503])('does not take a %d for an answer', async (status) => {
    answer = () => ({ status, body: { message: 'later' } });
    await expect(gateway().describeFlow(flowArn)).rejects.toThrow();
    await expect(gateway().listFlows()).rejects.toThrow();
  });
});
