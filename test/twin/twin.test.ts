/** The whole twin: that its halves are joined, and that nothing is left of it. */
import { describe, expect, it } from '@jest/globals';
import { ListChannelsCommand, MediaLiveClient } from '@aws-sdk/client-medialive';
import type { Estate } from '../../twin/estate.ts';
import { Account } from '../../twin/account.ts';
import { startTwin } from '../../twin/twin.ts';

const flowArn = (site: string): string =>
  `arn:aws:mediaconnect:eu-west-1:000000000000:flow:1-${site}:${site}`;

const estate: Estate = {
  account: '000000000000',
  region: 'eu-west-1',
  flows: ['a', 'b'].map((site) => ({
    arn: flowArn(site),
    name: site,
    availabilityZone: 'eu-west-1a',
    sources: [{ arn: `arn:aws:mediaconnect:eu-west-1:000000000000:source:1-${site}:main`, name: 'main' }],
    startAs: 'ACTIVE',
  })),
  inputs: [
    { id: '1', name: 'flows', type: 'MEDIACONNECT', flowArns: [flowArn('a'), flowArn('b')] },
    { id: '2', name: 'push', type: 'RTP_PUSH', flowArns: [] },
  ],
  channels: [
    {
      id: '100',
      name: 'news',
      channelClass: 'STANDARD',
      attachments: [
        { name: 'flows', inputId: '1' },
        { name: 'push', inputId: '2' },
      ],
      inputPrepare: false,
      startAs: 'RUNNING',
    },
  ],
};

describe('startTwin', () => {
  it('starts the estate, answers for it, tells its events to the buses, and leaves nothing', async () => {
    const started: string[] = [];
    const twin = await startTwin({
      estate,
      mediaLive: { startMs: 1, stopMs: 1 },
      onStarted: ({ channels }) => {
        started.push(...channels.ids);
      },
    });
    const client = new MediaLiveClient({
      endpoint: twin.endpoint,
      region: twin.region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
    try {
      expect(started).toEqual(['100']);
      const { Channels } = await client.send(new ListChannelsCommand({}));
      expect(Channels).toMatchObject([{ Id: '100', State: 'RUNNING' }]);
      expect(twin.events.list().map(({ event }) => event['detail-type'])).toContain(
        'MediaLive Channel State Change',
      );
      expect(twin.flows.ingest(flowArn('a'))).toHaveLength(1);
      expect(twin.pushEndpoints.get('2')).toHaveLength(2);
      expect(twin.calls.list()).toMatchObject([{ service: 'medialive', operation: 'ListChannels' }]);
    } finally {
      await twin.stop();
    }
    await expect(fetch(twin.endpoint)).rejects.toThrow('fetch failed');
  });

  it('lets a drill refuse calls', async () => {
    const twin = await startTwin({ estate });
    try {
      const remove = twin.intercept((call) =>
        Promise.resolve({ status: 503, headers: {}, body: `no ${call.operation ?? ''}` }),
      );
      const ask = (): Promise<Response> =>
        fetch(`${twin.endpoint}/prod/channels`, {
          headers: { authorization: 'Credential=k/20261121/eu-west-1/medialive/aws4_request' },
        });
      expect((await ask()).status).toBe(503);
      remove();
      expect((await ask()).status).toBe(200);
    } finally {
      await twin.stop();
    }
  });

  it('rejects a region whose estate is of another account, and an estate that does not hold together', async () => {
    const account = new Account();
    await expect(startTwin({ account, estate: { ...estate, account: '111111111111' } })).rejects.toThrow(
      /account 111111111111; its region is to be one of account 000000000000/,
    );
    await expect(startTwin({ estate: { ...estate, inputs: [] } })).rejects.toThrow(
      /names the input '1'; there are: none/,
    );
  });

  it('rejects a folder without an assembly, and takes down what it had started', async () => {
    await expect(startTwin({ estate, assembly: '/nowhere' })).rejects.toThrow(
      /no cloud assembly in \/nowhere/,
    );
  });
});
