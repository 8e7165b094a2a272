// What arrives on the queue of channel events, from somebody who means harm.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { anySender } from '../../control/events/sender.ts';
import { sqsRecord } from '../../model/sqs-record.ts';
import { alertEvent, awsEvent } from '../control/support/events.ts';
import { flowArnOf } from '../control/support/deployment.ts';
import { controllerOn, lambdaContext } from '../control/support/lambda.ts';
import { channelArn, scheduled, settleOnA } from '../control/support/rehearsal.ts';
import { world, type World } from '../control/support/world.ts';
import { catastrophic, forging, harmful, inherited, isPolluted, nested, polluting } from './hostile.ts';

let w: World;

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

const time = () => new Date(w.clock.now()).toISOString();

const alert = (
  detail: Readonly<Record<string, unknown>>,
  changes: Readonly<Record<string, unknown>> = {},
) => {
  const event = alertEvent('SET', '0', { time: time(), ...changes });
  return { ...event, detail: { ...(event['detail'] as object), ...detail } };
};

/** Has the controller work through these bodies, and returns what it counted as ignored. */
async function deliver(...bodies: readonly (string | object)[]): Promise<Record<string, number>> {
  const records = bodies.map((body, index) => sqsRecord(`hostile-${index}`, body));
  const { batchItemFailures } = await controllerOn(w)({ Records: records }, lambdaContext());
  expect(batchItemFailures).toEqual([]);
  return Object.fromEntries(
    Object.entries(w.meter.counts)
      .filter(([name]) => name.startsWith('IgnoredMessages/'))
      .map(([name, count]) => [name.slice('IgnoredMessages/'.length), count]),
  );
}

const stateOf = () => w.channels.stateOf(channelArn);

describe('a message on the queue', () => {
  it('cannot reach the prototype of all objects', async () => {
    await deliver(
      polluting(JSON.stringify(alert({}))),
      polluting('{}'),
      polluting(nested(3).replace('[', '{"a":[').replace(/\]$/, ']}')),
    );
    expect(isPolluted()).toBe(false);
  });

  it.each(inherited)('cannot pass off %s as an alert that the policy watches', async (name) => {
    const before = stateOf().health;
    await deliver(alert({ alert_type: name }));
    expect(stateOf().health).toEqual(before);
  });

  it.each(inherited)('cannot pass off %s as an alarm that is known already', async (name) => {
    const ignored = await deliver(alert({ alarm_id: name }));
    const alarm = Object.entries(stateOf().health['A']?.['0'].alarms ?? {});
    // Either it is no id, or it is one like any other: SET, not yet cleared.
    const isOne = alarm.length === 1 && alarm[0]?.[1].clearedAt === null;
    expect([ignored['unknown-shape'] === 1, isOne]).toContain(true);
    expect(scheduled(w)).toEqual([]);
  });

  it('is not read when it is as large as SQS can carry', async () => {
    const ignored = await deliver(
      alert({ message: 'x'.repeat(256 * 1024) }),
      `"${'x'.repeat(256 * 1024)}"`,
      nested(100_000),
    );
    expect(ignored).toEqual({ 'too-large': 3 });
  });

  it('does no harm by being deep', async () => {
    const deep = JSON.stringify(alert({ alarm_id: 'HERE' })).replace('"HERE"', nested(10_000));
    expect(await deliver(nested(30_000), deep)).toEqual({ 'unknown-shape': 2 });
  });

  it('moves no channel that is not ours to move', async () => {
    const strangers = [
      channelArn.replace(/:\d{12}:/, ':999999999999:'),
      channelArn.replace('eu-west-1', 'us-east-1'),
      channelArn.replace(/\d+$/, '4711'),
      channelArn.replace('arn:aws:', 'arn:aws-cn:'),
      `${channelArn}#STATE`,
      `${channelArn}\n`,
      '../../channel:1',
      '',
    ];
    await deliver(
      ...strangers.flatMap((arn) => [
        alert({ channel_arn: arn }),
        alert({ channel_arn: arn, pipeline: '1' }),
      ]),
      ...strangers.map((arn) => ({
        source: 'medialive-failover',
        kind: 'timer',
        channelArn: arn,
        timerId: 'health',
        dueAt: 0,
      })),
    );
    expect(scheduled(w)).toEqual([]);
    expect([...w.channels.states.keys()]).toEqual([channelArn]);
  });

  it.each(['AIDAEVENTBRIDGE', 'AROASTRANGER:ann', '000000000000', ''])(
    'of ours is believed from our functions alone, and not from "%s"',
    async (sender) => {
      const own = { source: 'medialive-failover', channelArn };
      const idle = { at: w.clock.now(), state: 'IDLE', pipelines: {} };
      const forged = [
        { ...own, kind: 'observation', answers: { channel: idle, alerts: [] } },
        { ...own, kind: 'timer', timerId: 'health', dueAt: w.clock.now() },
      ];
      const before = stateOf();
      const records = forged.map((message, index) => sqsRecord(`forged-${index}`, message, 1, sender));
      const answer = await controllerOn(w)({ Records: records }, lambdaContext());
      expect(answer).toEqual({ batchItemFailures: [] });
      expect(w.meter.counts['IgnoredMessages/foreign-sender']).toBe(2);
      expect(stateOf()).toEqual(before);
    },
  );

  it.each(['AIDAEVENTBRIDGE', 'AROASTRANGER:ann', 'AROAMODELLED:controller', '000000000000', ''])(
    'of MediaLive is believed from the role of our rules alone, and not from "%s"',
    async (sender) => {
      const stopped = awsEvent(
        'aws.medialive',
        'MediaLive Channel State Change',
        { channel_arn: channelArn, state: 'STOPPED' },
        { time: time() },
      );
      const flow = awsEvent(
        'aws.mediaconnect',
        'MediaConnect Flow Health',
        { current: { source_state: 'DISCONNECTED' } },
        { resources: [flowArnOf('A', 0)], time: time() },
      );
      const before = stateOf();
      const records = [stopped, flow, alert({})].map((event, index) =>
        sqsRecord(`forged-${index}`, event, 1, sender),
      );
      expect(await controllerOn(w)({ Records: records }, lambdaContext())).toEqual({
        batchItemFailures: [],
      });
      expect(w.meter.counts['IgnoredMessages/foreign-sender']).toBe(3);
      expect(stateOf()).toEqual(before);
    },
  );

  it.each(['AIDAEVENTBRIDGE', '000000000000', ''])(
    'of MediaLive is believed from everyone the queue lets in, where rules have no role: "%s"',
    async (sender) => {
      const bare = { ...w, ruleRoleId: anySender };
      const records = [sqsRecord('event', alert({}), 1, sender)];
      expect(await controllerOn(bare)({ Records: records }, lambdaContext())).toEqual({
        batchItemFailures: [],
      });
      expect(w.meter.counts['IgnoredMessages/foreign-sender']).toBeUndefined();
      const own = { source: 'medialive-failover', kind: 'observation', channelArn };
      await controllerOn(bare)({ Records: [sqsRecord('own', own, 1, sender)] }, lambdaContext());
      expect(w.meter.counts['IgnoredMessages/foreign-sender']).toBe(1);
    },
  );

  it('is not believed when it is replayed from an archive', async () => {
    const before = stateOf();
    expect(await deliver(alert({}, { 'replay-name': 'again' }))).toEqual({ replayed: 1 });
    expect(stateOf()).toEqual(before);
  });

  it('is not believed in the name of a flow that feeds no channel of ours, nor of another account', async () => {
    const flow = (arn: string) =>
      awsEvent(
        'aws.mediaconnect',
        'MediaConnect Flow Health',
        { current: { source_state: 'DISCONNECTED' } },
        { resources: [arn] },
      );
    const ignored = await deliver(
      flow('arn:aws:mediaconnect:eu-west-1:999999999999:flow:1-a:b'),
      flow('arn:aws:mediaconnect:eu-west-1:000000000000:flow:1-../../CHANNEL#x:b'),
    );
    expect(Object.values(ignored).reduce((sum, count) => sum + count, 0)).toBe(2);
  });

  it('takes no longer for a text that is made to be slow', async () => {
    await deliver(
      alert({ channel_arn: `arn:aws:medialive:${catastrophic}` }),
      alert({}, { id: catastrophic }),
      alert({}, { time: `2026-11-21T${'0'.repeat(50_000)}` }),
    );
    expect(scheduled(w)).toEqual([]);
  });

  it('leaves no control character of a message in what is kept, logged and told', async () => {
    await deliver(
      alert({ message: forging }),
      alert({ pipeline: '1', alarm_id: 'second', message: forging }),
    );
    const { entries } = await w.log.decisions(channelArn, { limit: 50 });
    expect(entries.length).toBeGreaterThan(0);
    const kept = JSON.stringify([stateOf(), entries, w.notifier.notified], (_key, value: unknown) =>
      typeof value === 'string' && harmful.test(value) ? 'HARMFUL' : value,
    );
    expect(kept).not.toContain('HARMFUL');
  });
});
