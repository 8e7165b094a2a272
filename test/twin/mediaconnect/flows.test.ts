/** What a flow makes of the packets of its sources. */
import { describe, expect, it } from '@jest/globals';

import { emptyDatagram } from '../media/udp-sender.ts';
import { flowSpec } from './flow-spec.ts';
import { flowStage } from './flow-stage.ts';

describe('a flow', () => {
  it('feeds on what is sent to its source', async () => {
    const spec = flowSpec('f');
    const { clock, flows, heard, send } = await flowStage(spec);
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
    const { advance, clock, emitted, send, types } = await flowStage(flowSpec('f'));
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
    const { advance, heard, types, emitted } = await flowStage(
      flowSpec('f', ['main', 'backup'], { failover }),
    );
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

  it.each(['none', 'null'] as const)(
    'is CONNECTED without bitrate while its source sends packets with nothing in them: %s',
    async (payload) => {
      const spec = flowSpec('f');
      const { advance, clock, emitted, heard, sendAs, types } = await flowStage(spec);
      await advance(100, 0);
      emitted.length = 0;
      heard.length = 0;
      for (let passed = 0; passed < 600; passed += 50) {
        await sendAs((sequence) => emptyDatagram(sequence, payload), 0);
        clock.advance(50);
      }
      expect(types()).toEqual(['Source Health', 'Flow Health']);
      expect(emitted.map(({ detail }) => detail)).toMatchObject([
        {
          unhealthy: true,
          current: { state: 'CONNECTED', isBitrateZero: true },
          previous: { isBitrateZero: false },
        },
        { unhealthy: true, current: { source_state: 'CONNECTED', isBitrateZero: true } },
      ]);
      expect(heard).toHaveLength(payload === 'none' ? 0 : 12);
      emitted.length = 0;
      await advance(50, 0);
      expect(emitted[0]?.detail).toMatchObject({ unhealthy: false, previous: { isBitrateZero: true } });
    },
  );

  it('merges its two sources', async () => {
    const failover = { mode: 'MERGE' } as const;
    const { advance, heard, clock } = await flowStage(flowSpec('f', ['main', 'backup'], { failover }));
    await advance(100, 0, 1);
    await advance(100, 1);
    await advance(100, 0);
    clock.advance(300);
    expect(heard).toEqual([1, 2, 3, 4, 5, 6]);
  });
});
