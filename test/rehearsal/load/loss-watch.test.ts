import { describe, expect, it } from '@jest/globals';
import { synthesizeFor } from '../../../rehearsal/load/deployments.ts';
import { LossWatch } from '../../../rehearsal/load/loss-watch.ts';
import type { ObservedCall } from '../../../twin/gateway/observed-call.ts';
import { Recent } from '../../../twin/gateway/recent.ts';
import type { FunctionLogLine, ObservedInvocation } from '../../../twin/lambda/invocation.ts';
import { changeFeed } from '../../../twin/medialive/change-feed.ts';

describe('what is watched while channels lose a site', () => {
  it('tells the calls on the way to a switch from those that verify and those of looks', () => {
    const { watch, call, invocations } = setup();
    call('ListAlerts', 'load-Controller-1', 1);
    call('BatchUpdateSchedule', 'load-Controller-1', 1, 429);
    call('BatchUpdateSchedule', 'load-Controller-1', 1);
    call('DescribeChannel', 'load-Controller-1', 1);
    call('ListAlerts', 'load-Controller-1', 7);
    call('DescribeChannel', 'load-Controller-1', 7, 429);
    call('ListChannels', 'load-Reconciler-1', 1);
    const look = (ask: object) => ({
      body: JSON.stringify({ kind: 'observation', channelArn: 'arn:aws:medialive:x:y:channel:1000001', ask }),
    });
    const told = JSON.stringify({ Records: [look({ channel: false, alerts: false })] });
    const looked = JSON.stringify({ Records: [look({ channel: true, alerts: true })] });
    invocations.add({ payload: told, startedAt: 0, finishedAt: 5 });
    invocations.add({ payload: looked, startedAt: 6, finishedAt: 8 });
    expect(watch.calls.until(9)).toEqual({
      failoverCalls: 2,
      otherCalls: 3,
      refused: 2,
      callsPerChannelMax: 2,
    });
    expect(watch.lookCallsUntil(9)).toBe(2);
    expect(watch.lookCallsUntil(5)).toBe(1);
  });

  it('keeps when each channel was given a switch, however often', () => {
    const { watch, changes } = setup();
    const created = [{ name: 'failover-1-B', attachment: 'site-b', startsAt: 20 }];
    changes.publish({ kind: 'schedule', channelId: '7', at: 4, created, deleted: [] });
    changes.publish({ kind: 'schedule', channelId: '7', at: 9, created, deleted: [] });
    expect([...watch.accepted]).toEqual([['7', [4, 9]]]);
    expect(watch.lastAcceptedAt).toBe(9);
  });

  it('counts the conflicts that functions report, and the messages that come again', () => {
    const { watch, logs, invocations } = setup();
    const line = (text: string) => ({ functionName: 'load-Controller-1', requestId: 'r', text, at: 1 });
    logs.add(line('{"_aws":{},"Conflicts":3}'));
    logs.add(line('{"message":"decided"}'));
    const record = (count: number) => ({ attributes: { ApproximateReceiveCount: String(count) } });
    const payload = JSON.stringify({ Records: [record(1), record(2), record(3)] });
    invocations.add({ payload, startedAt: 1, finishedAt: 2 });
    expect(watch).toMatchObject({ conflicts: 3, redeliveries: 2 });
  });
});

describe('the control planes of many channels', () => {
  it('share the channels evenly', async () => {
    const texts: string[] = [];
    const synthesis = {
      assemblyOf: ({ text }: { readonly text: string }) => Promise.resolve(String(texts.push(text))),
      close: () => undefined,
    };
    const deployments = await synthesizeFor(2000, 3, synthesis, new AbortController().signal);
    expect(deployments).toEqual([
      { assembly: '1', first: 0, channels: 666 },
      { assembly: '2', first: 666, channels: 667 },
      { assembly: '3', first: 1333, channels: 667 },
    ]);
    expect(texts[1]).toContain('"name":"load-2"');
    expect(texts[1]?.match(/"name":"channel-/g)).toHaveLength(667);
  });
});

function setup() {
  const calls = new Recent<ObservedCall>();
  const logs = new Recent<FunctionLogLine>();
  const invocations = new Recent<Pick<ObservedInvocation, 'payload' | 'startedAt' | 'finishedAt'>>();
  const changes = changeFeed();
  const watch = new LossWatch({ calls, channels: changes, functions: { logs, invocations } });
  const call = (operation: string, functionName: string, receivedAt: number, status = 200): void => {
    const made = {
      service: 'medialive',
      operation,
      principal: { accessKeyId: 'x' },
      region: 'eu-west-1',
      method: 'GET',
      url: '/prod/channels/1000001/alerts',
      headers: {},
      body: Buffer.alloc(0),
      receivedAt,
    };
    const reply = { status, headers: {}, body: '' };
    const times = { receivedAt, finishedAt: receivedAt + 1 };
    calls.add({
      service: 'medialive',
      operation,
      functionName,
      call: made,
      required: [],
      reply,
      status,
      ...times,
    });
  };
  return { watch, calls, logs, invocations, changes, call };
}
