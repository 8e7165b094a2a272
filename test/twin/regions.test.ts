/** Goal: two regions of one account know nothing of each other, but for the names that an account has once. */
import { rmSync } from 'node:fs';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { ListChannelsCommand, MediaLiveClient } from '@aws-sdk/client-medialive';
import { afterEach, describe, expect, it } from '@jest/globals';
import { emptyEstate } from '../../twin/estate.ts';
import type { JsonObject } from '../../twin/gateway/json-value.ts';
import { startTwin, type Twin, type TwinOptions } from '../../twin/twin.ts';
import { writeAssembly } from './fixtures/handmade-assembly.ts';

const [ireland, frankfurt] = ['eu-west-1', 'eu-central-1'] as const;
let endpoint = '';
const ends: (() => Promise<void> | void)[] = [];

afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function start(region: string, more: Partial<TwinOptions> = {}): Promise<Twin> {
  const twin = await startTwin({ estate: emptyEstate({ account: '000000000000', region }), ...more });
  ends.push(() => twin.stop());
  return twin;
}

function assembly(Resources: JsonObject): string {
  const folder = writeAssembly(Resources);
  ends.push(() => {
    rmSync(folder, { recursive: true });
  });
  return folder;
}

const access = (region: string) => ({
  endpoint,
  region,
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
  maxAttempts: 1,
});
async function queuesIn(region: string): Promise<number> {
  const client = new SQSClient(access(region));
  ends.push(() => {
    client.destroy();
  });
  return (await client.send(new ListQueuesCommand({}))).QueueUrls?.length ?? 0;
}

const queue = { Queue: { Type: 'AWS::SQS::Queue', Properties: {} } };
const accessControl = (Name: string) => ({
  Access: {
    Type: 'AWS::CloudFront::OriginAccessControl',
    Properties: {
      OriginAccessControlConfig: {
        Name,
        OriginAccessControlOriginType: 's3',
        SigningBehavior: 'always',
        SigningProtocol: 'sigv4',
      },
    },
  },
});

describe('two regions of an account', () => {
  it('have resources of their own behind one endpoint', async () => {
    const first = await start(ireland, { assembly: assembly(queue) });
    ({ endpoint } = first);
    await start(frankfurt, { account: first.account });
    expect([await queuesIn(ireland), await queuesIn(frankfurt)]).toEqual([1, 0]);
  });

  it('hold stacks of one name, whose roles have names of their own', async () => {
    const role = {
      Role: { Type: 'AWS::IAM::Role', Properties: { AssumeRolePolicyDocument: { Statement: [] } } },
    };
    const first = await start(ireland, { assembly: assembly(role) });
    await start(frankfurt, { account: first.account, assembly: assembly(role) });
    expect(first.access.roles).toHaveLength(2);
  });

  it('cannot both have an access control of CloudFront with the same name', async () => {
    const first = await start(ireland, { assembly: assembly(accessControl('live')) });
    await start(frankfurt, { account: first.account, assembly: assembly(accessControl('live-frankfurt')) });
    await expect(
      start('us-east-1', { account: first.account, assembly: assembly(accessControl('live')) }),
    ).rejects.toThrow('An origin access control with the name "live" already exists.');
  });

  it('end one by one', async () => {
    const first = await start(ireland, { assembly: assembly(queue) });
    ({ endpoint } = first);
    const second = await start(frankfurt, { account: first.account });
    await second.stop();
    expect(await queuesIn(ireland)).toBe(1);
    await expect(queuesIn(frankfurt)).rejects.toThrow(
      'The twin has no region "eu-central-1". It has: eu-west-1.',
    );
  });
});

describe('an account whose regions open when they are called', () => {
  it('has nothing in them, and has them once', async () => {
    const first = await start(ireland, { everyRegion: true, assembly: assembly(queue) });
    ({ endpoint } = first);
    expect(await Promise.all([queuesIn(frankfurt), queuesIn(frankfurt)])).toEqual([0, 0]);
    const mediaLive = new MediaLiveClient(access(frankfurt));
    ends.push(() => {
      mediaLive.destroy();
    });
    expect((await mediaLive.send(new ListChannelsCommand({}))).Channels).toEqual([]);
  });

  it('has none of a name that is no region', async () => {
    ({ endpoint } = await start(ireland, { everyRegion: true }));
    await expect(queuesIn('narnia')).rejects.toThrow('The twin has no region "narnia". It has: eu-west-1.');
  });
});
