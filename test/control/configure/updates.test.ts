/**
 * Goal: however a deployment divides its channels over resources, and however an update ends, a channel that it has before and after it
 * stays managed all the while, with its state; one that it has no longer is gone at the end.
 */
import { beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { handlerOf } from '../../../aws/middleware/base-middleware.ts';
import { configure } from '../../../control/configure/configure.ts';
import { initialState } from '../../../core/initial-state.ts';
import { answerUrl } from '../support/answer-url.ts';
import {
  UpdatedStack,
  type Ask,
  type Asked,
  type CustomResources,
  type Deployment,
} from '../support/cloudformation.ts';
import { channelArnOf, flowArnOf, memberOf, stackId } from '../support/deployment.ts';
import { lambdaContext } from '../support/lambda.ts';
import { world, type World } from '../support/world.ts';

let w: World;
/** Called after each request that was carried out. */
let onAnswered: () => void;

beforeEach(async () => {
  w = await world();
  w.table.members.clear();
  onAnswered = () => undefined;
});

const ask: Ask = async (asked) => {
  let answer: unknown;
  const fetch = (_url: string, { body }: RequestInit) => {
    answer = JSON.parse(body as string);
    return Promise.resolve(new Response(''));
  };
  const request = { ResponseURL: answerUrl, StackId: stackId, RequestId: 'request', ...asked };
  w.clock.advance(10);
  await handlerOf(configure, { ...w, fetch })(request, lambdaContext());
  onAnswered();
  return answer as Awaited<ReturnType<Ask>>;
};

const channelOf = (id: number, change: object = {}) => ({
  ChannelArn: channelArnOf(id),
  Group: 'news',
  Name: `channel-${id}`,
  Inputs: Object.fromEntries(
    ['A', 'B'].map((site) => [
      site,
      { Attachment: `site-${site}`, Flows: [flowArnOf(site, 0), flowArnOf(site, 1)] },
    ]),
  ),
  ...change,
});
const several = (...ids: readonly number[]) => ({
  type: 'Custom::FailoverChannels',
  properties: { Channels: ids.map((id) => channelOf(id)) },
});
const template = (shares: Readonly<Record<string, readonly number[]>>): CustomResources =>
  new Map(Object.entries(shares).flatMap(([id, ids]) => (ids.length === 0 ? [] : [[id, several(...ids)]])));

const managed = () => [...w.table.members.keys()].toSorted();
const arns = (...ids: readonly number[]) => ids.map(channelArnOf).toSorted();
const withState = () => [...w.table.states.keys()].toSorted();
async function giveStates(...ids: readonly number[]): Promise<void> {
  for (const id of ids) await w.channels.save(initialState(channelArnOf(id)), w.clock.now());
}

describe('an update', () => {
  it('takes on a channel more and lets go of one less, and of its state', async () => {
    const stack = new UpdatedStack(ask);
    await stack.deploy(template({ Share1: [1, 2] }));
    await giveStates(1, 2);
    expect(await stack.deploy(template({ Share1: [2, 3] }))).toBe(true);
    expect(managed()).toEqual(arns(2, 3));
    expect(withState()).toEqual(arns(2));
    expect([...(w.table.claims.get(channelArnOf(2)) ?? [])]).toHaveLength(1);
  });

  it.each([
    ['the one that gives it first', (ids: readonly string[]) => ids],
    ['the one that takes it first', (ids: readonly string[]) => ids.toReversed()],
  ])('moves a channel from one resource to another: %s', async (_which, order) => {
    const stack = new UpdatedStack(ask);
    await stack.deploy(template({ Share1: [1, 2], Share2: [3] }));
    await giveStates(1, 2, 3);
    onAnswered = () => {
      expect(managed()).toEqual(arns(1, 2, 3));
    };
    expect(await stack.deploy(template({ Share1: [1], Share2: [2, 3] }), { order })).toBe(true);
    expect(withState()).toEqual(arns(1, 2, 3));
  });

  it('has a channel look again only where something changed for it', async () => {
    const stack = new UpdatedStack(ask);
    await stack.deploy(template({ Share1: [1, 2] }));
    w.observations.sent.length = 0;
    await stack.deploy(template({ Share1: [1, 2, 3] }));
    expect(w.observations.sent).toEqual(arns(3));
  });
});

describe('the update from the release that had a resource for each channel', () => {
  /** As that release has left them: no claims, and each channel with a resource of its own. */
  async function deployedBefore(...ids: readonly number[]): Promise<void> {
    for (const id of ids) await w.members.put(memberOf(id, { owner: `${stackId}/Channel${id}` }), null);
    await giveStates(...ids);
  }
  const single = (id: number): Asked => ({
    RequestType: 'Delete',
    LogicalResourceId: `Channel${id}`,
    ResourceType: 'Custom::FailoverChannel',
    PhysicalResourceId: `failover-channel/${channelArnOf(id)}`,
    ResourceProperties: { ChannelArn: channelArnOf(id) },
  });

  it('keeps every channel and its state', async () => {
    await deployedBefore(1, 2, 3);
    onAnswered = () => {
      expect(managed()).toEqual(arns(1, 2, 3));
    };
    await new UpdatedStack(ask).deploy(template({ Share1: [1, 3], Share2: [2] }));
    for (const id of [1, 2, 3]) expect(await ask(single(id))).toMatchObject({ Status: 'SUCCESS' });
    expect(withState()).toEqual(arns(1, 2, 3));
    expect(w.observations.sent).toEqual([]);
  });

  it('that fails leaves every channel with what it had', async () => {
    await deployedBefore(1, 2, 3);
    const changed = new Map([
      [
        'Share1',
        { type: 'Custom::FailoverChannels', properties: { Channels: [channelOf(1, { Name: 'renamed' })] } },
      ],
      ['Share2', several(2)],
    ]);
    expect(await new UpdatedStack(ask).deploy(changed, { failsAfter: 2 })).toBe(false);
    expect(managed()).toEqual(arns(1, 2, 3));
    expect(withState()).toEqual(arns(1, 2, 3));
    expect(w.table.members.get(channelArnOf(1))).toMatchObject({
      name: 'channel-1',
      owner: `${stackId}/Channel1`,
    });
    // What was the last to claim a channel goes with it.
    for (const id of [1, 2, 3]) await ask(single(id));
    expect(managed()).toEqual([]);
  });

  it('makes no such resource any more', async () => {
    const create = { ...single(1), RequestType: 'Create' as const };
    expect(await ask(create)).toMatchObject({
      Status: 'FAILED',
      Reason: expect.stringMatching(/earlier release.*Custom::FailoverChannels/),
    });
    expect(managed()).toEqual([]);
  });
});

describe('an update that fails', () => {
  it('in the middle of a resource leaves nothing of it behind', async () => {
    const stack = new UpdatedStack(ask);
    await stack.deploy(template({ Share1: [1] }));
    const put = w.members.put.bind(w.members);
    w.members.put = (member, before) =>
      member.channelArn === channelArnOf(3) ? Promise.reject(new Error('out of reach')) : put(member, before);
    expect(await stack.deploy(template({ Share1: [1, 2, 3], Share2: [4] }))).toBe(false);
    w.members.put = put;
    expect(managed()).toEqual(arns(1));
    expect(await stack.deploy(template({ Share2: [4] }))).toBe(true);
    expect(managed()).toEqual(arns(4));
  });

  it('refuses a resource as a whole when one of its channels is wrong', async () => {
    const wrong = {
      type: 'Custom::FailoverChannels',
      properties: { Channels: [channelOf(1), channelOf(2, { Group: 'sport' })] },
    };
    expect(await new UpdatedStack(ask).deploy(new Map([['Share1', wrong]]))).toBe(false);
    expect(managed()).toEqual([]);
  });
});

describe('any deployments, one after the other', () => {
  const channelCount = 5;
  const ids = Array.from({ length: channelCount }, (_, index) => index + 1);
  /** For each channel the resource it is in; 0: it is in none. */
  const division = fc.tuple(...ids.map(() => fc.integer({ min: 0, max: 3 })));
  const deployment = fc.record({
    division,
    turned: fc.boolean(),
    failsAfter: fc.option(fc.integer({ min: 0, max: 4 }), { nil: Infinity, freq: 2 }),
    tellsReplaced: fc.boolean(),
  });
  const sharesOf = (places: readonly number[]) =>
    Object.fromEntries(
      [1, 2, 3].map((share) => [`Share${share}`, ids.filter((_, index) => places[index] === share)]),
    );
  const deployedIn = (places: readonly number[]) => ids.filter((_, index) => places[index] !== 0);

  it('manage exactly the channels of the last that stands, and never let go of one in between', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(deployment, { minLength: 1, maxLength: 6 }), async (deployments) => {
        w = await world();
        w.table.members.clear();
        const stack = new UpdatedStack(ask);
        let current: readonly number[] = ids.map(() => 0);
        for (const { division: next, turned, failsAfter, tellsReplaced } of deployments) {
          const before = deployedIn(current);
          await giveStates(...before);
          const kept = before.filter((id) => deployedIn(next).includes(id));
          onAnswered = () => {
            for (const arn of arns(...kept)) expect([...w.table.states.keys()]).toContain(arn);
          };
          const order: Deployment['order'] = (all) => (turned ? all.toReversed() : all);
          const stands = await stack.deploy(template(sharesOf(next)), { order, failsAfter, tellsReplaced });
          if (stands) current = next;
          expect(managed()).toEqual(arns(...deployedIn(current)));
          expect(withState()).toEqual(arns(...(stands ? kept : before)));
        }
      }),
      { numRuns: 300 },
    );
  });
});
