/** Flows with real packets on the loopback and a clock moved by hand. */
import { afterEach, describe, expect, it } from '@jest/globals';

import type { FlowSpec } from '../../../twin/estate.ts';
import { type Flows, startFlows } from '../../../twin/mediaconnect/flows.ts';
import { manualClock } from '../manual-clock.ts';
import { smallDatagram, udpSender, until } from '../media/udp-sender.ts';
import { flowSpec, place } from './flow-spec.ts';
import { recordedEvents } from './recorded-events.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(open.splice(0).map((one) => one.close()));
});

async function setup(spec: FlowSpec) {
  const clock = manualClock();
  const { sink, emitted } = recordedEvents();
  const flows = await startFlows({ specs: [spec], ...place, events: sink, clock });
  const sender = udpSender();
  open.push(flows, sender);
  const heard: number[] = [];
  flows.feed(spec.arn)?.onPacket((rtp) => heard.push(rtp.readUInt16BE(2)));
  let sequence = 0;
  /** Sends one packet, the same, to each of the sources named by their numbers. */
  const send = async (...sources: number[]) => {
    sequence += 1;
    for (const source of sources) {
      const receiver = flows.all[0]?.receivers[source];
      const before = receiver?.facts().packets ?? 0;
      await sender.send(receiver?.port ?? 0, smallDatagram(sequence));
      await until(() => receiver?.facts().packets === before + 1);
    }
  };
  const advance = async (ms: number, ...sources: number[]) => {
    for (let passed = 0; passed < ms; passed += 50) {
      await send(...sources);
      clock.advance(50);
    }
  };
  const types = () => emitted.map((event) => event['detail-type'].replace('MediaConnect ', ''));
  return { advance, clock, emitted, flows, heard, send, types };
}

function statusOf(flows: Flows): string | undefined {
  return flows.all[0]?.status();
}

describe('a flow', () => {
  it('feeds on what is sent to its source', async () => {
    const spec = flowSpec('f');
    const { clock, flows, heard, send } = await setup(spec);
    expect(flows.feed(spec.arn)?.lastPacketAt()).toBeUndefined();
    await send(0);
    expect(heard).toEqual([1]);
    expect(flows.feed(spec.arn)).toMatchObject({ id: spec.arn });
    expect(flows.feed(spec.arn)?.lastPacketAt()).toBe(clock.now());
    expect(flows.ingest(spec.arn)).toEqual([
      { sourceArn: spec.sources[0]?.arn, host: '127.0.0.1', port: flows.all[0]?.receivers[0]?.port },
    ]);
  });

  it('reports a lost source within 50 ms of the threshold, and its return', async () => {
    const { advance, clock, emitted, send, types } = await setup(flowSpec('f'));
    await advance(200, 0);
    expect(types()).toEqual(['Source Health', 'Flow Health']);
    await send(0);
    emitted.length = 0;
    clock.advance(499);
    expect(types()).toEqual([]);
    clock.advance(51);
    expect(types()).toEqual(['Source Health', 'Alert', 'Flow Health']);
    emitted.length = 0;
    await advance(50, 0);
    expect(types()).toEqual(['Source Health', 'Alert', 'Flow Health']);
    expect(emitted.map(({ detail }) => detail['unhealthy'] ?? detail['errored'])).toEqual([
      false,
      false,
      false,
    ]);
  });

  it('fails over to its second source and back to its primary', async () => {
    const failover = { mode: 'FAILOVER', primarySource: 'main' } as const;
    const { advance, heard, types, emitted } = await setup(flowSpec('f', ['main', 'backup'], { failover }));
    await advance(500, 0, 1);
    expect(heard).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    emitted.length = 0;
    await advance(700, 1);
    expect(types()).toEqual(['Source Health', 'Alert', 'Flow Health']);
    expect(heard).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 20, 21, 22, 23, 24]);
    await advance(50, 0, 1);
    expect(heard.slice(-1)).toEqual([25]);
    expect(heard.filter((sequence) => sequence === 25)).toHaveLength(1);
  });

  it('merges its two sources', async () => {
    const failover = { mode: 'MERGE' } as const;
    const { advance, heard, clock } = await setup(flowSpec('f', ['main', 'backup'], { failover }));
    await advance(100, 0, 1);
    await advance(100, 1);
    await advance(100, 0);
    clock.advance(300);
    expect(heard).toEqual([1, 2, 3, 4, 5, 6]);
  });
});

describe('a flow that is started and stopped', () => {
  it('goes through STARTING to ACTIVE, and tells it', async () => {
    const spec = flowSpec('f', ['main'], { startAs: 'STANDBY' });
    const { clock, emitted, flows, heard, send } = await setup(spec);
    await send(0);
    expect(heard).toEqual([]);
    const started = flows.start(spec.arn);
    expect(statusOf(flows)).toBe('STARTING');
    clock.advance(1_000);
    await started;
    expect(statusOf(flows)).toBe('ACTIVE');
    await send(0);
    expect(heard).toEqual([2]);
    expect(emitted.map(({ resources, detail }) => ({ resources, detail }))).toEqual([
      { resources: [spec.arn], detail: { currentStatus: 'STARTING', previousStatus: 'STANDBY' } },
      { resources: [spec.arn], detail: { currentStatus: 'ACTIVE', previousStatus: 'STARTING' } },
    ]);
  });

  it('puts nothing out from the moment it is stopped, and is not reported as lost', async () => {
    const spec = flowSpec('f');
    const { advance, clock, emitted, flows, heard, send, types } = await setup(spec);
    await advance(100, 0);
    emitted.length = 0;
    const stopped = flows.stop(spec.arn);
    expect(statusOf(flows)).toBe('STOPPING');
    await send(0);
    clock.advance(5_000);
    await stopped;
    expect(statusOf(flows)).toBe('STANDBY');
    expect(heard).toEqual([1, 2]);
    expect(types()).toEqual(['Flow Status Change', 'Flow Status Change']);
  });

  it('refuses what its status does not allow', async () => {
    const spec = flowSpec('f');
    const { flows } = await setup(spec);
    await expect(flows.start(spec.arn)).rejects.toThrow(
      'is ACTIVE: only a flow that is STANDBY can be started',
    );
    await expect(flows.stop('arn:none')).rejects.toThrow('There is no flow arn:none');
  });

  it('keeps nobody waiting when it is closed on the way', async () => {
    const spec = flowSpec('f', ['main'], { startAs: 'STANDBY' });
    const { flows } = await setup(spec);
    const started = flows.start(spec.arn);
    await flows.close();
    open.shift();
    await expect(started).resolves.toBeUndefined();
  });
});
