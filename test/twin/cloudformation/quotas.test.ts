/** Goal: a twin that is told to has no more room than a new account has. */
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from '@jest/globals';
import { defaultQuotas, withinQuotas, type Quotas } from '../../../twin/cloudformation/quotas.ts';
import type { ResourceContext, ResourceProvider } from '../../../twin/cloudformation/resource-provider.ts';
import { emptyEstate } from '../../../twin/estate.ts';
import type { JsonObject } from '../../../twin/gateway/json-value.ts';
import { startTwin } from '../../../twin/twin.ts';
import { writeAssembly } from '../fixtures/handmade-assembly.ts';

const group = 'AWS::MediaPackageV2::ChannelGroup';
const channel = 'AWS::MediaPackageV2::Channel';
const input = 'AWS::MediaLive::Input';

/** Makes and changes anything, unless it is told to fail. */
const anything: ResourceProvider = {
  types: ['*'],
  create: ({ Fails }) =>
    Fails === true ? Promise.reject(new Error('It failed.')) : Promise.resolve({ ref: 'it' }),
  update: (_properties, before) => Promise.resolve(before),
};

const contextOf = (type: string, logicalId: string): ResourceContext => ({
  account: '000000000000',
  region: 'eu-west-1',
  stackName: 'one',
  stackId: 'one',
  logicalId,
  generation: 0,
  type,
  metadata: {},
  physicalName: () => logicalId,
  assetFolder: () => '',
});

function account(quotas: Quotas, standing?: Quotas) {
  const [provider = anything] = withinQuotas([anything], quotas, standing);
  return {
    make: (type: string, id: string, properties: JsonObject = {}) =>
      provider.create(properties, contextOf(type, id)),
    change: (type: string, id: string, before: Awaited<ReturnType<ResourceProvider['create']>>) =>
      provider.update?.({}, { ...before, properties: {} }, contextOf(type, id)),
  };
}

describe('an account with quotas', () => {
  it('refuses one more, with the error of the service, and takes it when another has gone', async () => {
    const { make, change } = account({ [group]: 2 });
    const first = await make(group, 'a');
    await make(group, 'b');
    await expect(make(group, 'c')).rejects.toThrow(
      `ServiceQuotaExceededException, 402: the account may have 2 of ${group}, and has them. Ask for more with --quota ${group}=3.`,
    );
    const changed = await change(group, 'a', first);
    await changed?.remove?.();
    await make(group, 'c');
    await expect(make(group, 'd')).rejects.toThrow('ServiceQuotaExceededException');
  });

  it('keeps no place for what could not be made', async () => {
    const { make } = account({ [group]: 1 });
    await expect(make(group, 'a', { Fails: true })).rejects.toThrow('It failed.');
    await expect(make(group, 'b')).resolves.toMatchObject({ ref: 'it' });
  });

  it('counts what is in the making', async () => {
    const { make } = account({ [group]: 1 });
    const made = await Promise.allSettled([make(group, 'a'), make(group, 'b')]);
    expect(made.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
  });

  it('counts channels of MediaPackage v2 for each group', async () => {
    const { make } = account({ [channel]: 1 });
    await make(channel, 'a', { ChannelGroupName: 'one' });
    await make(channel, 'b', { ChannelGroupName: 'two' });
    await expect(make(channel, 'c', { ChannelGroupName: 'two' })).rejects.toThrow('402');
  });

  it('counts inputs that are pushed, those that stood there before among them', async () => {
    const { make } = account({ [input]: 2 }, { [input]: 1 });
    await make(input, 'a', { Type: 'MEDIACONNECT' });
    await make(input, 'b', { Type: 'URL_PULL' });
    await expect(make(input, 'c', { Type: 'RTP_PUSH' })).rejects.toThrow('TooManyRequestsException, 429');
  });

  it('has as much as one likes of what has no quota', async () => {
    const { make } = account(defaultQuotas);
    const made = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => make('AWS::SQS::Queue', id));
    await expect(Promise.all(made)).resolves.toHaveLength(6);
  });
});

describe('the twin', () => {
  const Groups = Object.fromEntries(
    ['one', 'two', 'three'].map((name) => [
      name,
      {
        Type: 'AWS::MediaLive::InputSecurityGroup',
        Properties: { WhitelistRules: [{ Cidr: '203.0.113.1/32' }] },
      },
    ]),
  );
  const assembly = writeAssembly(Groups);
  afterAll(() => {
    rmSync(assembly, { recursive: true });
  });
  const start = (quotas: Quotas | undefined) =>
    startTwin({
      assembly,
      estate: emptyEstate({ account: '000000000000', region: 'eu-west-1' }),
      ...(quotas && { quotas }),
    });

  it('refuses a deployment beyond its quotas, and has none unless told', async () => {
    await expect(start({ 'AWS::MediaLive::InputSecurityGroup': 2 })).rejects.toThrow(
      'TooManyRequestsException, 429: the account may have 2 of AWS::MediaLive::InputSecurityGroup',
    );
    for (const quotas of [undefined, { 'AWS::MediaLive::InputSecurityGroup': 3 }]) {
      const twin = await start(quotas);
      expect(twin.stacks).toHaveLength(1);
      await twin.stop();
    }
  });
});
