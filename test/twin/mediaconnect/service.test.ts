import { afterEach, describe, expect, it } from '@jest/globals';

import type { ServiceCall } from '../../../twin/gateway/service.ts';
import { type Flows, startFlows } from '../../../twin/mediaconnect/flows.ts';
import { mediaConnectService } from '../../../twin/mediaconnect/service.ts';
import type { FlowKnobs } from '../../../twin/mediaconnect/knobs.ts';
import { smallDatagram, udpSender, until } from '../media/udp-sender.ts';
import { manualClock } from '../manual-clock.ts';
import { flowSpec, place } from './flow-spec.ts';
import { recordedEvents } from './recorded-events.ts';

const open: Flows[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((flows) => flows.close()));
});

const merged = flowSpec('merged', ['main', 'backup'], { failover: { mode: 'MERGE' } });
const standby = flowSpec('standby', ['main'], { startAs: 'STANDBY' });

async function setup(knobs: Partial<FlowKnobs> = {}, specs = [merged, standby]) {
  const clock = manualClock();
  const flows = await startFlows({
    specs,
    knobs,
    ...place,
    events: recordedEvents().sink,
    clock,
  });
  open.push(flows);
  const service = mediaConnectService(flows, clock);
  const call = async (method: string, url: string, body: unknown = {}) => {
    const raw: Omit<ServiceCall, 'operation'> = {
      service: 'mediaconnect',
      principal: { accessKeyId: 'x' },
      region: place.region,
      method,
      url,
      headers: {},
      body: Buffer.from(JSON.stringify(body)),
      receivedAt: clock.now(),
    };
    const operation = service.operationOf(raw);
    const reply = await service.handle({ ...raw, operation });
    const answer = JSON.parse(reply.body.toString()) as unknown;
    return { operation, status: reply.status, error: reply.headers['x-amzn-errortype'], body: answer };
  };
  return { call, clock, flows, service };
}

const path = (arn: string) => encodeURIComponent(arn);

describe('the MediaConnect API', () => {
  it('describes a flow with its sources, where they listen, and its failover', async () => {
    const { call, flows } = await setup();
    const [main, backup] = flows.ingest(merged.arn);
    const source = (name: string, ingest: typeof main) => ({
      ingestIp: '127.0.0.1',
      ingestPort: ingest?.port,
      name,
      sourceArn: ingest?.sourceArn,
      transport: { protocol: 'rtp' },
      whitelistCidr: '127.0.0.1/32',
    });
    expect(await call('GET', `/v1/flows/${path(merged.arn)}`)).toMatchObject({
      operation: 'DescribeFlow',
      status: 200,
      body: {
        flow: {
          flowArn: merged.arn,
          name: 'merged',
          availabilityZone: 'eu-west-1a',
          status: 'ACTIVE',
          source: source('main', main),
          sources: [source('main', main), source('backup', backup)],
          sourceFailoverConfig: { state: 'ENABLED', failoverMode: 'MERGE', recoveryWindow: 200 },
          entitlements: [],
          outputs: [],
        },
        messages: { errors: [] },
      },
    });
  });

  it('tells of a lost source in the messages of its flow', async () => {
    const { call, clock } = await setup();
    clock.advance(1_000);
    expect((await call('GET', `/v1/flows/${path(merged.arn)}`)).body).toMatchObject({
      messages: {
        errors: [
          'Source main Stream Error: Timeout. Please investigate the flow source.',
          'Source backup Stream Error: Timeout. Please investigate the flow source.',
        ],
      },
    });
  });

  it('lists no error of a source where the knob says so', async () => {
    const { call, clock } = await setup({ errorsListed: false });
    clock.advance(1_000);
    expect((await call('GET', `/v1/flows/${path(merged.arn)}`)).body).toMatchObject({
      messages: { errors: [] },
    });
  });

  it.each([
    [10_000, undefined],
    ['never', '127.0.0.1'],
  ] as const)('names the peer of a source until it has sent nothing for %s ms', async (peerGoneMs, after) => {
    const { call, clock, flows } = await setup({ peerGoneMs });
    const sender = udpSender();
    const [main] = flows.all[0]?.receivers ?? [];
    const peer = async () => {
      const { body } = await call('GET', `/v1/flows/${path(merged.arn)}`);
      return (body as { flow: { sources: { peerIpAddress?: string }[] } }).flow.sources[0]?.peerIpAddress;
    };
    expect(await peer()).toBeUndefined();
    await sender.send(main?.port ?? 0, smallDatagram(1));
    await until(() => main?.facts().packets === 1);
    await sender.close();
    clock.advance(9_999);
    expect(await peer()).toBe('127.0.0.1');
    clock.advance(1);
    expect(await peer()).toBe(after);
    await call('POST', `/v1/flows/stop/${path(merged.arn)}`);
    expect(await peer()).toBeUndefined();
  });

  it('updates and deletes a flow, which is gone after that', async () => {
    const { call, clock } = await setup();
    const wanted = { maintenance: { maintenanceDay: 'Sunday', maintenanceStartHour: '02:00' } };
    const updated = await call('PUT', `/v1/flows/${path(standby.arn)}`, wanted);
    expect(updated).toMatchObject({ status: 202, body: { flow: { status: 'UPDATING', ...wanted } } });
    clock.advance(1_000);
    await Promise.resolve();
    const deleted = await call('DELETE', `/v1/flows/${path(standby.arn)}`);
    expect(deleted.body).toEqual({ flowArn: standby.arn, status: 'DELETING' });
    clock.advance(1_000);
    await Promise.resolve();
    await Promise.resolve();
    expect(await call('GET', `/v1/flows/${path(standby.arn)}`)).toMatchObject({ status: 404 });
    expect((await call('GET', '/v1/flows')).body).toMatchObject({ flows: [{ flowArn: merged.arn }] });
  });

  it('has ten flows on a page when the caller names no number', async () => {
    const specs = Array.from({ length: 11 }, (_, index) => flowSpec(`flow-${index}`));
    const { call } = await setup({}, specs);
    expect((await call('GET', '/v1/flows')).body).toMatchObject({
      flows: Array(10).fill({ status: 'ACTIVE' }),
      nextToken: '10',
    });
  });

  it('lists flows page by page', async () => {
    const { call } = await setup();
    const first = await call('GET', '/v1/flows?maxResults=1');
    expect(first.body).toMatchObject({
      flows: [{ flowArn: merged.arn, sourceType: 'OWNED' }],
      nextToken: '1',
    });
    expect((await call('GET', '/v1/flows?maxResults=1&nextToken=1')).body).toEqual({
      flows: [expect.objectContaining({ flowArn: standby.arn, status: 'STANDBY' })],
    });
    expect((await call('GET', '/v1/flows')).body).toMatchObject({ flows: [{}, {}] });
  });

  it('starts and stops a flow without waiting for the end of it', async () => {
    const { call, clock } = await setup();
    const started = await call('POST', `/v1/flows/start/${path(standby.arn)}`);
    expect(started).toMatchObject({ operation: 'StartFlow', status: 202 });
    expect(started.body).toEqual({ flowArn: standby.arn, status: 'STARTING' });
    clock.advance(1_000);
    const stopped = await call('POST', `/v1/flows/stop/${path(standby.arn)}`);
    expect(stopped.body).toEqual({ flowArn: standby.arn, status: 'STOPPING' });
  });

  it('refuses in the terms of the API', async () => {
    const { call } = await setup();
    expect(await call('GET', '/v1/flows/arn%3Anone')).toMatchObject({
      status: 404,
      error: 'NotFoundException',
      body: { message: 'Flow arn:none not found.' },
    });
    expect(await call('POST', `/v1/flows/start/${path(merged.arn)}`)).toMatchObject({
      status: 400,
      error: 'BadRequestException',
    });
    expect(await call('GET', '/v1/flows?maxResults=0')).toMatchObject({ error: 'BadRequestException' });
    expect(await call('GET', '/v1/flows?nextToken=x')).toMatchObject({ error: 'BadRequestException' });
    expect(await call('POST', `/v1/flows/${path(merged.arn)}`)).toMatchObject({
      operation: undefined,
      status: 404,
    });
    expect(await call('DELETE', `/v1/flows/${path(merged.arn)}`)).toMatchObject({
      operation: 'DeleteFlow',
      status: 400,
      body: { message: `Flow ${merged.arn} is in status ACTIVE; the operation needs status STANDBY.` },
    });
    expect(await call('PUT', `/v1/flows/${path(merged.arn)}`, { name: 'x' })).toMatchObject({
      operation: 'UpdateFlow',
      status: 400,
      body: {
        message: expect.stringContaining('The twin cannot update name of a flow; it can: maintenance'),
      },
    });
    expect(await call('GET', '/v1/flows/%E0%A4%A')).toMatchObject({ error: 'NotFoundException' });
  });

  it('asks for permission on the flow, and on all resources for a list', async () => {
    const { service } = await setup();
    const asked = (method: string, url: string) => service.permissionsFor({ method, url } as ServiceCall);
    expect(asked('POST', `/v1/flows/start/${path(standby.arn)}`)).toEqual([
      { action: 'mediaconnect:StartFlow', resource: standby.arn },
    ]);
    expect(asked('GET', '/v1/flows')).toEqual([{ action: 'mediaconnect:ListFlows', resource: '*' }]);
    expect(asked('GET', '/v2/none')).toEqual([]);
  });
});
