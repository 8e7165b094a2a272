import { beforeEach, describe, expect, it } from '@jest/globals';
import { answerUrl } from '../support/answer-url.ts';
import {
  changesIn,
  channel,
  channelResource,
  ConfigureFunction,
  group,
} from '../support/configure-function.ts';
import { channelArnOf, definition, stackId } from '../support/deployment.ts';
import { world, type World } from '../support/world.ts';

let w: World;
let configure: ConfigureFunction;

beforeEach(async () => {
  w = await world();
  configure = new ConfigureFunction(w);
});

describe('a failover group of the deployment', () => {
  it('is written, and CloudFormation is answered where it waits', async () => {
    const answer = await configure.ask(group);
    expect(answer).toEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: 'failover-group/news',
      StackId: stackId,
      RequestId: 'request-0',
      LogicalResourceId: 'Resource',
    });
    expect(configure.answers[0]).toMatchObject({
      url: answerUrl,
      headers: { 'content-type': '' },
    });
    expect(await w.groups.load('news')).toMatchObject({ definition });
  });

  it('leaves in the change log what changed, from what, to what, by which stack', async () => {
    await configure.deploy();
    const changed = {
      ...definition,
      policy: { ...definition.policy, start: { type: 'fixed', leadMs: 20_000 } },
    };
    await configure.ask({ ...group, Definition: JSON.stringify(changed) }, { request: 'Update' });
    expect(await changesIn(w)).toContainEqual({
      what: 'group policy.start.leadMs',
      from: '15500',
      to: '20000',
      by: stackId,
    });
  });

  it('has its channels look again when it changes, and leaves them alone when it does not', async () => {
    await configure.deploy();
    w.observations.sent.length = 0;
    await configure.ask(group, { request: 'Update' });
    expect(w.observations.sent).toEqual([]);
    const changed = { ...definition, sites: ['B', 'A'] };
    await configure.ask({ ...group, Definition: JSON.stringify(changed) }, { request: 'Update' });
    expect(w.observations.sent).toEqual([channelArnOf(1)]);
  });

  it("keeps the operators' word through an update", async () => {
    await configure.deploy();
    await w.groups.override('news', { unavailable: ['B'], hold: null }, 1);
    await configure.ask(group, { request: 'Update' });
    expect((await w.groups.load('news'))?.operator.unavailable).toEqual(['B']);
  });

  it.each([
    [{ ...group, Definition: '{' }, /Definition: Not JSON/],
    [{ ...group, Name: 'a name' }, /Name: A name is 1 to 64 letters.*given: "a name"/],
    [{ ...group, Definition: JSON.stringify({ ...definition, sites: ['A'] }) }, /two or more sites/],
    [
      {
        ...group,
        Definition: JSON.stringify({
          ...definition,
          policy: { ...definition.policy, start: { type: 'fixed', leadMs: 5000 } },
        }),
      },
      /Definition\.policy\.start\.leadMs: .*>=15000.*5000/,
    ],
  ])('is refused with the reason when it is wrong: %j', async (properties, reason) => {
    const answer = await configure.ask(properties);
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'not-created' });
    expect(answer['Reason']).toMatch(reason);
  });

  it('is refused when another stack has one of that name', async () => {
    await configure.ask(group);
    const other = await configure.ask(group, { stack: stackId.replace('control-plane', 'other') });
    expect(other).toMatchObject({ Status: 'FAILED' });
    expect(other['Reason']).toMatch(/belongs to another deployment/);
  });

  it('goes when it is deleted, but not while it has channels', async () => {
    await configure.deploy();
    const deletion = { request: 'Delete', id: 'failover-group/news' } as const;
    expect(await configure.ask(group, deletion)).toMatchObject({ Status: 'FAILED' });
    await configure.askChannel(channel, { request: 'Delete', id: channelResource });
    expect(await configure.ask(group, deletion)).toMatchObject({ Status: 'SUCCESS' });
    expect(await w.groups.load('news')).toBeNull();
  });

  it('waits a while for its channels to go: CloudFormation deletes both at once', async () => {
    await configure.deploy();
    const deletion = configure.ask(group, { request: 'Delete', id: 'failover-group/news' });
    await configure.askChannel(channel, { request: 'Delete', id: channelResource });
    await deletion;
    expect(configure.answers.map(({ body }) => body['Status'])).toEqual(Array(4).fill('SUCCESS'));
    expect(await w.groups.load('news')).toBeNull();
  });

  it.each(['not-created', 'failover-group/unknown', 'failover-group/a name'])(
    'that never was can be deleted: %s',
    async (id) => {
      await configure.ask(group);
      expect(await configure.ask(group, { request: 'Delete', id })).toMatchObject({ Status: 'SUCCESS' });
      expect(await w.groups.load('news')).not.toBeNull();
    },
  );
});

describe('answering CloudFormation', () => {
  it('is tried again', async () => {
    configure.deafFor = 2;
    await configure.ask(group);
    expect(configure.answers).toHaveLength(1);
  });

  it('fails the invocation, which Lambda repeats, when nobody listens', async () => {
    configure.deafFor = 3;
    await expect(configure.ask(group)).rejects.toThrow(/could not be answered for Resource/);
  });

  it('names a type it does not know, and those it does', async () => {
    const answer = await configure.ask({}, { type: 'Custom::Teapot' });
    expect(answer['Reason']).toMatch(/Custom::Teapot.*Custom::FailoverGroup and Custom::FailoverChannels/);
  });

  it('says where to look when the function itself failed', async () => {
    w.groups.load = () => Promise.reject(new Error('table out of reach'));
    const answer = await configure.ask(group);
    expect(answer['Reason']).toMatch(/The configure function failed \(Error: table out of reach\)/);
  });
});
