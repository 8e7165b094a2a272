import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { awsMediaLiveGateway } from '../../aws/adapters/aws-media-live-gateway.ts';
import type { MediaLiveGateway, SwitchOrder } from '../../control/ports/media-live-gateway.ts';
import { pipelineIds } from '../../core/model/group.ts';
import { ModelledChannel } from '../../model/modelled-channel.ts';
import { modelledMediaLive } from '../../model/modelled-media-live.ts';
import { VirtualTime } from '../../model/virtual-time.ts';
import { serve, type Served } from '../twin/medialive/media-live-client.ts';
import { channelArn, stage, type Stage } from '../twin/medialive/stage.ts';
import { ScriptedMediaLive } from '../control/support/scripted-media-live.ts';

/** One gateway with a running channel that has the attachments A and B, A on air. */
interface Subject {
  readonly gateway: MediaLiveGateway;
  now(): number;
  close(): Promise<void>;
}

const running = {
  state: 'RUNNING',
  pipelines: { '0': { attachment: 'A', actionName: null }, '1': { attachment: 'A', actionName: null } },
};

function openFake(): Promise<Subject> {
  const gateway = new ScriptedMediaLive();
  gateway.snapshot = { at: 0, ...running };
  gateway.channels = [
    { arn: channelArn, id: '1001', name: 'news', state: 'RUNNING', attachments: ['A', 'B'] },
  ];
  return Promise.resolve({ gateway, now: () => 0, close: () => Promise.resolve() });
}

function openModel(): Promise<Subject> {
  const time = new VirtualTime(Date.UTC(2026, 10, 21, 12));
  const channel = new ModelledChannel({
    channelArn,
    name: 'news',
    attachments: ['A', 'B'],
    time,
    emit: () => undefined,
  });
  for (const pipeline of pipelineIds) channel.start(pipeline);
  const clock = { now: () => time.now(), sleep: () => Promise.resolve() };
  const gateway = modelledMediaLive(new Map([[channelArn, channel]]), clock);
  return Promise.resolve({ gateway, now: () => time.now(), close: () => Promise.resolve() });
}

async function openWire(): Promise<Subject & { set: Stage; served: Served }> {
  const set = stage();
  await set.running();
  const served = await serve(set.mediaLive.service);
  const clock = { now: () => set.clock.now(), sleep: () => Promise.resolve() };
  return {
    set,
    served,
    gateway: awsMediaLiveGateway(served.client, clock),
    now: () => set.clock.now(),
    close: async () => {
      await set.mediaLive.close();
      await served.close();
    },
  };
}

const kinds: readonly [string, () => Promise<Subject>][] = [
  ['the fake', openFake],
  ['the model', openModel],
  ['the MediaLive API', openWire],
];

describe.each(kinds)('the MediaLive gateway (%s)', (_kind, open) => {
  let subject: Subject;
  const order = (changes: Partial<SwitchOrder> = {}): SwitchOrder => ({
    channelArn,
    actionName: 'failover-1-B',
    attachment: 'B',
    start: { type: 'at', at: subject.now() + 20_000 },
    ...changes,
  });

  beforeEach(async () => {
    subject = await open();
  });
  afterEach(() => subject.close());

  it('describes what each running pipeline ingests', async () => {
    expect(await subject.gateway.describeChannel(channelArn)).toMatchObject(running);
  });

  it('lists channels with their attachments', async () => {
    expect(await subject.gateway.listChannels()).toEqual([
      { arn: channelArn, id: '1001', name: 'news', state: 'RUNNING', attachments: ['A', 'B'] },
    ]);
  });

  it('finds no alerts while all is well', async () => {
    expect(await subject.gateway.activeAlerts(channelArn)).toEqual([]);
  });

  it('schedules a switch, and finds it again by its name', async () => {
    const wanted = order();
    expect(await subject.gateway.scheduleSwitch(wanted)).toEqual({ type: 'accepted' });
    const startAt = wanted.start.type === 'at' ? wanted.start.at : null;
    expect(await subject.gateway.findAction(channelArn, 'failover-1-B')).toEqual({
      attachment: 'B',
      startAt,
    });
    expect(await subject.gateway.findAction(channelArn, 'failover-2-B')).toBeNull();
  });

  it('refuses a second switch of the same name', async () => {
    await subject.gateway.scheduleSwitch(order());
    expect(await subject.gateway.scheduleSwitch(order())).toMatchObject({ type: 'rejected' });
  });

  it('takes a planned switch out again, and does not mind that it is gone', async () => {
    await subject.gateway.scheduleSwitch(order({ start: { type: 'at', at: subject.now() + 3_600_000 } }));
    expect(await subject.gateway.cancelSwitch(channelArn, 'failover-1-B')).toEqual({ type: 'accepted' });
    expect(await subject.gateway.findAction(channelArn, 'failover-1-B')).toBeNull();
    expect(await subject.gateway.cancelSwitch(channelArn, 'failover-1-B')).toEqual({ type: 'accepted' });
  });

  it('schedules an immediate switch', async () => {
    const immediate = order({ start: { type: 'immediate' } });
    expect(await subject.gateway.scheduleSwitch(immediate)).toEqual({ type: 'accepted' });
  });

  it('has an input prepared, once under one name', async () => {
    const prepare = () => subject.gateway.prepareInput(channelArn, 'prepare-1-B', 'B');
    expect(await prepare()).toEqual({ type: 'accepted' });
    expect(await prepare()).toMatchObject({ type: 'rejected' });
    expect(await subject.gateway.findAction(channelArn, 'prepare-1-B')).toMatchObject({ attachment: 'B' });
  });
});

describe('the MediaLive gateway over the wire', () => {
  let wire: Awaited<ReturnType<typeof openWire>>;

  beforeEach(async () => {
    wire = await openWire();
  });
  afterEach(() => wire.close());

  it('sees the alerts of a site that has gone dark', async () => {
    wire.set.feed('A', 0).off();
    wire.set.clock.advance(2000);
    const alerts = await wire.gateway.activeAlerts(channelArn);
    expect(alerts).toMatchObject([{ alertType: 'Stopped Receiving UDP Input', pipeline: '0' }]);
    expect(alerts[0]?.setAt).toBeGreaterThan(0);
  });

  it('is told why a fixed start is too early', async () => {
    const start = { type: 'at', at: wire.set.clock.now() + 10_000 } as const;
    const order = { channelArn, actionName: 'x', attachment: 'B', start };
    const answer = await wire.gateway.scheduleSwitch(order);
    expect(answer).toMatchObject({ type: 'rejected' });
    expect(answer).toHaveProperty('message', expect.stringMatching(/15/));
  });

  it('is told that an attachment is unknown', async () => {
    const start = { type: 'immediate' } as const;
    const order = { channelArn, actionName: 'x', attachment: 'C', start };
    expect(await wire.gateway.scheduleSwitch(order)).toMatchObject({ type: 'rejected' });
  });

  it('shows a channel that is gone as deleted', async () => {
    const gone = channelArn.replace('1001', '4711');
    expect(await wire.gateway.describeChannel(gone)).toMatchObject({ state: 'DELETED', pipelines: {} });
  });

  it('takes throttling and silence for a passing trouble', async () => {
    const throttled = await Promise.all(
      Array.from({ length: 60 }, (_, index) =>
        wire.gateway.scheduleSwitch({
          channelArn,
          actionName: `x${index}`,
          attachment: 'B',
          start: { type: 'immediate' },
        }),
      ),
    );
    expect(throttled).toContainEqual(expect.objectContaining({ type: 'unavailable' }));
    await wire.served.close();
    const start = { type: 'immediate' } as const;
    const order = { channelArn, actionName: 'y', attachment: 'B', start };
    expect(await wire.gateway.scheduleSwitch(order)).toMatchObject({ type: 'unavailable' });
  });
});
