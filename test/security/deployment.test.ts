/** Goal: the functions that a deployment asks do only what their deployment may ask, and give out no secret. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { handlerOf } from '../../aws/middleware/base-middleware.ts';
import { configure } from '../../control/configure/configure.ts';
import { giveOut } from '../../control/ingest/give-out.ts';
import { sweep } from '../../control/sweep/sweep.ts';
import { ManualClock } from '../control/support/manual-clock.ts';
import { RecordingLogger } from '../control/support/recording-logger.ts';
import { RecordingMeter } from '../control/support/recording-meter.ts';
import { channelArnOf, definition, stackId } from '../control/support/deployment.ts';
import { lambdaContext } from '../control/support/lambda.ts';
import { world, type World } from '../control/support/world.ts';
import { MemoryBucket } from '../control/sweep/memory-bucket.ts';
import { inherited, isPolluted } from './hostile.ts';

let w: World;
let answers: string[];
const fetch = (_url: string, { body }: RequestInit) => {
  answers.push(typeof body === 'string' ? body : '');
  return Promise.resolve(new Response(''));
};

beforeEach(async () => {
  w = await world();
  answers = [];
});

const request = {
  RequestType: 'Create',
  ResponseURL: 'https://cloudformation-custom-resource-response-euwest1.s3.eu-west-1.amazonaws.com/answer',
  StackId: stackId,
  RequestId: 'request-1',
  LogicalResourceId: 'Resource',
  ResourceType: 'Custom::FailoverGroup',
  ResourceProperties: { Name: 'evil', Definition: JSON.stringify(definition) },
};
const another = stackId.replace('control-plane', 'another');

const channelOfTwo = {
  ResourceType: 'Custom::FailoverChannels',
  ResourceProperties: {
    Channels: [
      {
        ChannelArn: channelArnOf(2),
        Group: 'news',
        Name: 'two',
        Inputs: { A: { Attachment: 'site-A' }, B: { Attachment: 'site-B' } },
      },
    ],
  },
};

/** Has the configure function carry out a request; what it has written down is compared before and after. */
async function isLeftAlone(changes: Record<string, unknown>): Promise<boolean> {
  const before = JSON.stringify([[...w.table.groups], [...w.table.members]]);
  await handlerOf(configure, { ...w, fetch })({ ...request, ...changes }, lambdaContext()).catch(
    () => undefined,
  );
  return JSON.stringify([[...w.table.groups], [...w.table.members]]) === before;
}

describe('the configure function', () => {
  it('does what a sound request asks for', async () => {
    expect(await isLeftAlone({})).toBe(false);
    const channel = {
      ResourceType: 'Custom::FailoverChannel',
      PhysicalResourceId: `failover-channel/${channelArnOf(1)}`,
    };
    expect(await isLeftAlone({ ...channel, RequestType: 'Delete' })).toBe(false);
    expect(await isLeftAlone(channelOfTwo)).toBe(false);
    expect(
      await isLeftAlone({
        ...channelOfTwo,
        RequestType: 'Delete',
        PhysicalResourceId: 'failover-channels/2',
      }),
    ).toBe(false);
  });

  it.each(['create', 'DELETE', '', null, 7, 'Import', [], '__proto__', undefined])(
    'does nothing for a request of the type %j',
    async (RequestType) => {
      expect(await isLeftAlone({ RequestType, PhysicalResourceId: 'failover-group/news' })).toBe(true);
    },
  );

  it.each(inherited)('makes nothing of the type %s', async (name) => {
    expect(await isLeftAlone({ ResourceType: name })).toBe(true);
    expect(await isLeftAlone({ ResourceType: `Custom::${name}` })).toBe(true);
    expect(isPolluted()).toBe(false);
  });

  it.each([
    ['a group, by another stack', { StackId: another, PhysicalResourceId: 'failover-group/news' }],
    [
      'a group, by another resource',
      { LogicalResourceId: 'Other', PhysicalResourceId: 'failover-group/news' },
    ],
    [
      'a channel, by another stack',
      {
        StackId: another,
        ResourceType: 'Custom::FailoverChannel',
        PhysicalResourceId: `failover-channel/${channelArnOf(1)}`,
      },
    ],
    [
      'channels, by another stack',
      { ...channelOfTwo, StackId: another, PhysicalResourceId: 'failover-channels/1' },
    ],
    [
      'channels, by another resource',
      { ...channelOfTwo, LogicalResourceId: 'Other', PhysicalResourceId: 'failover-channels/1' },
    ],
    ...[
      'failover-channels/',
      'failover-channels/1',
      'failover-channels/x,1',
      'failover-channels/1#STATE',
    ].map((id): [string, Record<string, unknown>] => [
      `nothing of the name "${id}"`,
      { ...channelOfTwo, PhysicalResourceId: id },
    ]),
    ...['', 'failover-group/', 'failover-group/../news', 'news', 'failover-channel/news', '#'].map(
      (id): [string, Record<string, unknown>] => [`nothing of the name "${id}"`, { PhysicalResourceId: id }],
    ),
  ])('deletes nothing that is not the one who asks: %s', async (_what, changes) => {
    expect(await isLeftAlone({ RequestType: 'Delete', ...changes })).toBe(true);
    expect(answers.join()).toMatch(/"Status":"(SUCCESS|FAILED)"/);
  });
});

describe('the credentials of encoders', () => {
  it.each(['Create', 'Update'])('are in no answer and no log (%s)', async (RequestType) => {
    const logger = new RecordingLogger();
    const secret = 'correct horse battery staple';
    const handler = handlerOf(giveOut, {
      clock: new ManualClock(),
      logger,
      meter: new RecordingMeter(),
      fetch,
      endpointsOf: () =>
        Promise.resolve(
          [0, 1].map((index) => ({
            id: `id-${index}`,
            url: 'https://ingest.example/',
            username: `user-${secret}`,
            password: secret,
          })),
        ),
      keep: () => Promise.resolve(),
    });
    const properties = { ChannelId: 'news', Secrets: ['arn:a', 'arn:b'] };
    await handler(
      {
        ...request,
        RequestType,
        PhysicalResourceId: 'Ingest',
        ResourceType: 'Custom::IngestCredentials',
        ResourceProperties: properties,
      },
      lambdaContext(),
    );
    expect(answers.join()).toContain('"Status":"SUCCESS"');
    expect(answers.join()).not.toContain(secret);
    expect(JSON.stringify(logger.lines)).not.toContain(secret);
  });
});

describe('the sweeper', () => {
  const keys = ['one', 'other'].map((name) => [`live/${name}.m3u8`]) as [string[], string[]];

  const sweeperOf = (bucket: MemoryBucket, clock: ManualClock) =>
    handlerOf(sweep, {
      clock,
      logger: new RecordingLogger(),
      meter: new RecordingMeter(),
      keys,
      staleAfterMs: 12_000,
      open: () => bucket,
    });

  it.each([
    ['a folder above', '../live/one.m3u8'],
    ['a key that is no text', '%E0%A4%A'],
    ['a name that every object has', '__proto__'],
    ['another key', 'live/third.m3u8'],
    ['nothing', ''],
  ])('deletes nothing for a report of %s', async (_what, key) => {
    const bucket = new MemoryBucket();
    const clock = new ManualClock();
    for (const [name = ''] of keys) bucket.write(name, clock.now() - 3_600_000);
    const handler = sweeperOf(bucket, clock);
    const s3 = { bucket: { name: 'news' }, object: { key, size: 1 } };
    const record = { eventName: 'ObjectCreated:Put', eventTime: new Date(clock.now()).toISOString(), s3 };
    await Promise.resolve(handler({ Records: [record] }, lambdaContext())).catch(() => undefined);
    expect(keys.flat().every((name) => bucket.playlists.has(name))).toBe(true);
  });

  it.each(['9999-12-31T23:59:59Z', 'no time'])(
    'looks itself before it believes a report of the time %s',
    async (eventTime) => {
      const bucket = new MemoryBucket();
      const clock = new ManualClock();
      for (const [name = ''] of keys) bucket.write(name, clock.now() - 1000);
      const handler = sweeperOf(bucket, clock);
      const s3 = { bucket: { name: 'news' }, object: { key: 'live/one.m3u8', size: 1 } };
      await Promise.resolve(
        handler({ Records: [{ eventName: 'ObjectCreated:Put', eventTime, s3 }] }, lambdaContext()),
      ).catch(() => undefined);
      expect(keys.flat().every((name) => bucket.playlists.has(name))).toBe(true);
    },
  );
});
