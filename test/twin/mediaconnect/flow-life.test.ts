/** The life of a flow: started, stopped, failed, updated, maintained, deleted. */
import { describe, expect, it } from '@jest/globals';

import type { Flows } from '../../../twin/mediaconnect/flows.ts';
import { flowSpec } from './flow-spec.ts';
import { flowStage } from './flow-stage.ts';

function statusOf(flows: Flows): string | undefined {
  return flows.all[0]?.status();
}

describe('a flow that is started and stopped', () => {
  it('goes through STARTING to ACTIVE, and tells it', async () => {
    const spec = flowSpec('f', ['main'], { startAs: 'STANDBY' });
    const { clock, emitted, flows, heard, send } = await flowStage(spec);
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
    const { advance, clock, emitted, flows, heard, send, types } = await flowStage(spec);
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

  it('also tells that its source is lost, where the knob says so', async () => {
    const spec = flowSpec('f');
    const { advance, clock, emitted, flows, types } = await flowStage(spec, { healthOnStop: true });
    await advance(100, 0);
    emitted.length = 0;
    const stopped = flows.stop(spec.arn);
    clock.advance(1_000);
    await stopped;
    expect(types().sort()).toEqual([
      'Alert',
      'Flow Health',
      'Flow Status Change',
      'Flow Status Change',
      'Source Health',
    ]);
  });

  it('tells every status it goes through when it fails, is stopped, updated and deleted', async () => {
    const spec = flowSpec('f');
    const { clock, emitted, flows, heard, send } = await flowStage(spec);
    const flow = flows.find(spec.arn);
    const feed = flows.feed(spec.arn);
    const pass = async (act: Promise<void> | undefined) => {
      clock.advance(1_000);
      await act;
    };
    await pass(flow?.update({ maintenance: { maintenanceDay: 'Monday' } }));
    expect(flow?.spec.settings).toEqual({ maintenance: { maintenanceDay: 'Monday' } });
    emitted.length = 0;
    flow?.fail();
    await send(0);
    expect(heard).toEqual([]);
    await pass(flows.stop(spec.arn));
    await pass(flow?.update({}));
    await pass(flows.remove(spec.arn));
    expect(emitted.map(({ detail }) => detail['currentStatus'])).toEqual([
      'ERROR',
      'STOPPING',
      'STANDBY',
      'UPDATING',
      'STANDBY',
      'DELETING',
    ]);
    expect(emitted.map(({ detail }) => detail['previousStatus'])).toEqual([
      'ACTIVE',
      'ERROR',
      'STOPPING',
      'STANDBY',
      'UPDATING',
      'STANDBY',
    ]);
    expect([flows.all, flows.feed(spec.arn), feed?.id]).toEqual([[], undefined, spec.arn]);
  });

  it('puts nothing out during maintenance, keeps its status, and tells both ends of it', async () => {
    const spec = flowSpec('f');
    const { emitted, flows, heard, send } = await flowStage(spec);
    flows.find(spec.arn)?.maintain('INPROGRESS');
    await send(0);
    expect([heard, statusOf(flows)]).toEqual([[], 'ACTIVE']);
    flows.find(spec.arn)?.maintain('FINISHED');
    await send(0);
    expect(heard).toEqual([2]);
    expect(emitted).toEqual(
      ['INPROGRESS', 'FINISHED'].map((currentStatus) => ({
        source: 'aws.mediaconnect',
        'detail-type': 'MediaConnect Flow Maintenance',
        resources: [spec.arn],
        detail: { currentStatus },
      })),
    );
  });

  it('tells what content quality analysis finds, each change once', async () => {
    const spec = flowSpec('f');
    const { emitted, flows } = await flowStage(spec);
    const flow = flows.find(spec.arn);
    for (const isMissing of [true, true, false]) flow?.findQuality([{ video_missing: isMissing }]);
    expect(emitted.map((event) => event['detail-type'])).toEqual(
      Array(2).fill('MediaConnect Flow Content Quality'),
    );
    expect(emitted.map(({ detail }) => detail)).toEqual([
      { impacted: true, streams: [{ video_missing: true }] },
      { impacted: false, streams: [{ video_missing: false }] },
    ]);
  });

  it('refuses what its status does not allow', async () => {
    const spec = flowSpec('f');
    const { flows } = await flowStage(spec);
    await expect(flows.start(spec.arn)).rejects.toThrow(
      'is ACTIVE: only a flow that is STANDBY can be started',
    );
    await expect(flows.stop('arn:none')).rejects.toThrow('There is no flow arn:none');
  });

  it('keeps nobody waiting when it is closed on the way', async () => {
    const spec = flowSpec('f', ['main'], { startAs: 'STANDBY' });
    const { flows } = await flowStage(spec);
    const started = flows.start(spec.arn);
    await flows.close();
    await expect(started).resolves.toBeUndefined();
  });
});
