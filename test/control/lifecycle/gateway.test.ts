import { afterEach, describe, expect, it } from '@jest/globals';
import { MediaConnectClient } from '@aws-sdk/client-mediaconnect';
import { CreateTagsCommand } from '@aws-sdk/client-medialive';
import { awsWorkflowGateway } from '../../../aws/adapters/aws-workflow-gateway.ts';
import { Refused } from '../../../control/lifecycle/ports.ts';
import { startFlows } from '../../../twin/mediaconnect/flows.ts';
import { mediaConnectService } from '../../../twin/mediaconnect/service.ts';
import { manualClock } from '../../twin/manual-clock.ts';
import { flowSpec, place } from '../../twin/mediaconnect/flow-spec.ts';
import { recordedEvents } from '../../twin/mediaconnect/recorded-events.ts';
import { serve } from '../../twin/medialive/media-live-client.ts';
import { account, channelArn, stage } from '../../twin/medialive/stage.ts';

/** Goal: the gateway speaks to the services' own wire, and sorts their answers. */
const closings: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closings.splice(0).reverse()) await close();
});

const stackId = `arn:aws:cloudformation:eu-west-1:${account}:stack/news/1`;

async function setup() {
  const set = stage({ channel: { startAs: 'IDLE', tags: { 'medialive-failover:stack': stackId } } });
  await set.running();
  const standby = flowSpec('standby', ['main'], { startAs: 'STANDBY' });
  const clock = manualClock();
  const flows = await startFlows({ specs: [standby], ...place, events: recordedEvents().sink, clock });
  const mediaLive = await serve(set.mediaLive.service);
  const mediaConnect = await serve(mediaConnectService(flows, clock));
  const client = new MediaConnectClient({
    endpoint: mediaConnect.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'x', secretAccessKey: 'y' },
    maxAttempts: 1,
  });
  closings.push(
    () => set.mediaLive.close(),
    () => flows.close(),
    () => mediaLive.close(),
    () => mediaConnect.close(),
    () => {
      client.destroy();
      return Promise.resolve();
    },
  );
  return {
    set,
    flowArn: standby.arn,
    mediaLive: mediaLive.client,
    gateway: awsWorkflowGateway({
      mediaLive: mediaLive.client,
      mediaConnect: client,
      clock: { now: () => Date.UTC(2026, 10, 21), sleep: () => Promise.resolve() },
    }),
  };
}

describe('the gateway to MediaLive and MediaConnect', () => {
  it('finds the channels of a stack by their tag', async () => {
    const { gateway } = await setup();
    expect(await gateway.channelsOf(stackId)).toEqual([{ arn: channelArn, state: 'IDLE', pausedAt: null }]);
    expect(await gateway.channelsOf('another stack')).toEqual([]);
  });

  it('starts a channel and stops it again', async () => {
    const { gateway, set } = await setup();
    await gateway.carryOut({ act: 'start-channel', arn: channelArn });
    expect(await gateway.channel(channelArn)).toMatchObject({ state: 'STARTING' });
    set.clock.advance(600_000);
    await gateway.carryOut({ act: 'stop-channel', arn: channelArn });
    expect(await gateway.channel(channelArn)).toMatchObject({ state: 'STOPPING' });
  });

  it('notes on a channel that a deployment has paused it, and takes that back', async () => {
    const { gateway } = await setup();
    await gateway.carryOut({ act: 'mark-paused', arn: channelArn });
    expect(await gateway.channel(channelArn)).toMatchObject({ pausedAt: Date.UTC(2026, 10, 21) });
    await gateway.carryOut({ act: 'clear-mark', arn: channelArn });
    expect(await gateway.channel(channelArn)).toMatchObject({ pausedAt: null });
  });

  it.each(['2026-11-22T00:00:00Z', '9999-01-01T00:00:00Z', '2026-11-20T12:00:00+09', 'yesterday'])(
    'takes no note for one that is dated %s',
    async (at) => {
      const { gateway, mediaLive } = await setup();
      const Tags = { 'medialive-failover:paused-at': at };
      await mediaLive.send(new CreateTagsCommand({ ResourceArn: channelArn, Tags }));
      expect(await gateway.channel(channelArn)).toMatchObject({ pausedAt: null });
    },
  );

  it('starts a flow', async () => {
    const { gateway, flowArn } = await setup();
    expect(await gateway.flow(flowArn)).toEqual({ arn: flowArn, state: 'STANDBY', errors: [] });
    await gateway.carryOut({ act: 'start-flow', arn: flowArn });
    expect(await gateway.flow(flowArn)).toMatchObject({
      state: expect.stringMatching(/STARTING|ACTIVE/) as unknown,
    });
  });

  it('shows as deleted what is not there', async () => {
    const { gateway, flowArn } = await setup();
    expect(await gateway.channel(channelArn.replace('1001', '1002'))).toMatchObject({ state: 'DELETED' });
    expect(await gateway.flow(flowArn.replace('standby', 'other'))).toMatchObject({ state: 'DELETED' });
  });

  it('tells a refusal from a resource that is changing just now', async () => {
    const { gateway, flowArn } = await setup();
    const refused = gateway.carryOut({ act: 'stop-flow', arn: flowArn });
    await expect(refused).rejects.toThrow(Refused);
    const conflict = gateway.carryOut({ act: 'stop-channel', arn: channelArn });
    await expect(conflict).rejects.toThrow(/must be RUNNING or RECOVERING/);
    await expect(conflict).rejects.not.toThrow(Refused);
  });
});
