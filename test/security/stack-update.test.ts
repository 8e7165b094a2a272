/**
 * Goal: the update from the release that had a custom resource for each channel keeps every channel and what operators said of it, also
 * when the update fails. The deployed function is asked on the twin, in the order in which CloudFormation asks.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { configurationOf, estateOf, lineUp } from '../../rehearsal/existing-channels.ts';
import { connect, type Clients } from '../../rehearsal/clients.ts';
import { openSynthesis } from '../../rehearsal/synthesis.ts';
import { dynamoMemberStore } from '../../aws/adapters/dynamo-member-store.ts';
import type { MemberStore } from '../../control/ports/member-store.ts';
import { startTwin, type Twin } from '../../twin/twin.ts';
import {
  UpdatedStack,
  type Ask,
  type Asked,
  type CustomResource,
  type CustomResources,
} from '../control/support/cloudformation.ts';
import { isRecord, propertyOf } from '../lib/synthesize.ts';
import { openAnswers, type Answers } from './answers.ts';

const existing = lineUp([12], 'bench');
const channels = existing.length;
const channelArn = (index: number) => existing[index]?.arn ?? '';
const startMs = 120_000;
const indexes = Array.from({ length: channels }, (_, index) => index);

describe('the update from the release before', () => {
  const synthesis = openSynthesis();
  let twin: Twin;
  let clients: Clients;
  let answers: Answers;
  let dynamo: DynamoDBClient;
  let members: MemberStore;
  let stackId: string;
  /** The custom resources of the new template, as the twin would have resolved them. */
  let shares: CustomResources;

  const invoke = async (part: string, payload: object): Promise<unknown> => {
    const FunctionName =
      twin.functions.list().find(({ logicalId }) => logicalId.includes(part))?.name ?? part;
    const sent = new InvokeCommand({ FunctionName, Payload: JSON.stringify(payload) });
    const { Payload } = await clients.lambda.send(sent);
    return JSON.parse(Payload?.transformToString() ?? 'null');
  };

  const ask: Ask = async (asked) => {
    const before = answers.bodies.length;
    const request = { ResponseURL: answers.url, StackId: stackId, RequestId: 'request' };
    await invoke('Configure', { ...request, ...asked });
    return JSON.parse(answers.bodies[before] ?? '{}') as Awaited<ReturnType<Ask>>;
  };

  const single = (index: number): Asked => ({
    RequestType: 'Delete',
    LogicalResourceId: `Channel${index}`,
    ResourceType: 'Custom::FailoverChannel',
    PhysicalResourceId: `failover-channel/${channelArn(index)}`,
    ResourceProperties: { ChannelArn: channelArn(index) },
  });

  const managed = async () => (await members.list()).map((member) => member.channelArn).toSorted();
  const isHeld = async (index: number) => {
    const answer = await invoke('Operator', { command: 'status', channel: channelArn(index) });
    return JSON.stringify(answer).includes('kept through the update');
  };

  beforeAll(async () => {
    const text = configurationOf({ name: 'update', channels: existing });
    const assembly = await synthesis.assemblyOf({ text }, new AbortController().signal);
    shares = takeShares(join(assembly, 'update-control-plane.template.json'));
    twin = await startTwin({ assembly, estate: estateOf(existing) });
    clients = connect(twin.endpoint, twin.region);
    answers = await openAnswers();
    const stack = twin.stacks.find(({ name }) => name === 'update-control-plane');
    stackId = `arn:aws:cloudformation:${twin.region}:000000000000:stack/update-control-plane/1`;
    const settings = {
      endpoint: twin.endpoint,
      region: twin.region,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
    dynamo = new DynamoDBClient(settings);
    const client = DynamoDBDocumentClient.from(dynamo);
    members = dynamoMemberStore({ client, name: stack?.outputs['TableName'] ?? '' });
    // As that release left it.
    for (const index of indexes) await members.put(memberBefore(index), null);
    for (const index of indexes) {
      const order = {
        command: 'hold',
        channel: channelArn(index),
        by: 'test',
        reason: 'kept through the update',
      };
      await invoke('Operator', order);
    }
  }, startMs);

  const memberBefore = (index: number) => ({
    channelArn: channelArn(index),
    name: `channel-${index}`,
    group: 'bench',
    owner: `${stackId}/Channel${index}`,
    inputs: { A: { attachment: 'site-a', flows: [] }, B: { attachment: 'site-b', flows: [] } },
  });

  afterAll(async () => {
    clients.close();
    dynamo.destroy();
    answers.close();
    await twin.stop();
    synthesis.close();
  });

  it('has several channels in a resource', () => {
    expect(shares.size).toBeLessThan(channels);
    expect(namesIn(shares)).toEqual(indexes.map((index) => `channel-${index}`).toSorted());
  });

  it('that fails leaves every channel as it was', async () => {
    const stack = new UpdatedStack(ask);
    expect(await stack.deploy(shares, { failsAfter: shares.size })).toBe(false);
    expect(await managed()).toEqual(indexes.map(channelArn).toSorted());
    for (const index of indexes) {
      expect(await members.find(channelArn(index))).toEqual(memberBefore(index));
      expect(await isHeld(index)).toBe(true);
    }
  }, 60_000);

  it('that stands keeps every channel, when the resources of the release before are deleted', async () => {
    const stack = new UpdatedStack(ask);
    expect(await stack.deploy(shares)).toBe(true);
    for (const index of indexes) expect(await ask(single(index))).toMatchObject({ Status: 'SUCCESS' });
    expect(await managed()).toEqual(indexes.map(channelArn).toSorted());
    for (const index of indexes) expect(await isHeld(index)).toBe(true);
    // Nobody else holds on to them: the stack's end is theirs.
    expect(await stack.deploy(new Map())).toBe(true);
    expect(await managed()).toEqual([]);
  }, 60_000);
});

/** Takes the channels' resources out of a template, so that they can be asked for one by one. */
function takeShares(file: string): CustomResources {
  const template = JSON.parse(readFileSync(file, 'utf8')) as { Resources: Record<string, unknown> };
  const isShare = (resource: unknown) =>
    isRecord(resource) && resource['Type'] === 'Custom::FailoverChannels';
  const entries = Object.entries(template.Resources);
  const rest = Object.fromEntries(entries.filter(([, resource]) => !isShare(resource)));
  writeFileSync(file, JSON.stringify({ ...template, Resources: rest }));
  return new Map(
    entries
      .filter(([, resource]) => isShare(resource))
      .map(([logicalId, resource]): [string, CustomResource] => [
        logicalId,
        { type: 'Custom::FailoverChannels', properties: { Channels: propertyOf(resource, 'Channels') } },
      ]),
  );
}

function namesIn(shares: CustomResources): readonly unknown[] {
  return [...shares.values()]
    .flatMap(({ properties }) => properties['Channels'])
    .map((channel) => (isRecord(channel) ? channel['Name'] : undefined))
    .toSorted();
}
