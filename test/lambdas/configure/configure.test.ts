import { beforeEach, describe, expect, it } from '@jest/globals';
import { makeHandler } from '../../../lambdas/configure/make-handler.ts';
import { answerUrl } from '../support/answer-url.ts';
import { account, channelArnOf, definition, flowArnOf, memberOf, stackId } from '../support/deployment.ts';
import { lambdaContext } from '../support/lambda.ts';
import { world, type World } from '../support/world.ts';

let w: World;
let answers: { url: string; body: Record<string, unknown>; headers: unknown }[];
/** How many tries to answer fail first. */
let deafFor: number;

beforeEach(async () => {
  w = await world();
  w.table.members.clear();
  w.table.groups.clear();
  answers = [];
  deafFor = 0;
});

const fetch = (url: string, { body, headers }: RequestInit) => {
  if (deafFor-- > 0) return Promise.resolve(new Response('', { status: 503 }));
  answers.push({ url, body: JSON.parse(body as string) as Record<string, unknown>, headers });
  return Promise.resolve(new Response(''));
};

const inputs = memberOf(1).inputs;
const group = { Name: 'news', Definition: JSON.stringify(definition) };
const channel = {
  ChannelArn: channelArnOf(1),
  Group: 'news',
  Name: 'channel-1',
  Inputs: JSON.stringify(inputs),
};

interface Request {
  readonly type?: string;
  readonly request?: 'Create' | 'Update' | 'Delete';
  readonly id?: string;
  readonly stack?: string;
  readonly logicalId?: string;
}

/** Has CloudFormation ask for something; returns the answer. */
async function ask(
  properties: Record<string, unknown>,
  given: Request = {},
): Promise<Record<string, unknown>> {
  const {
    type = 'Custom::FailoverGroup',
    request = 'Create',
    stack = stackId,
    logicalId = 'Resource',
  } = given;
  const event = {
    RequestType: request,
    ResponseURL: answerUrl,
    StackId: stack,
    RequestId: `request-${answers.length}`,
    LogicalResourceId: logicalId,
    ResourceType: type,
    ...(request !== 'Create' && { PhysicalResourceId: given.id ?? 'unknown' }),
    ResourceProperties: { ServiceToken: 'arn:of:the:function', ...properties },
  };
  await makeHandler({ ...w, fetch })(event, lambdaContext());
  return answers.at(-1)?.body ?? {};
}
const askChannel = (properties: Record<string, unknown>, given: Request = {}) =>
  ask(properties, { type: 'Custom::FailoverChannel', ...given });

async function deploy(): Promise<void> {
  await ask(group);
  await askChannel(channel);
}

const changes = async () =>
  (await w.log.changes('news', { limit: 100 })).entries.map(({ what, from, to, by }) => ({
    what,
    from,
    to,
    by,
  }));

describe('a failover group of the deployment', () => {
  it('is written, and CloudFormation is answered where it waits', async () => {
    const answer = await ask(group);
    expect(answer).toEqual({
      Status: 'SUCCESS',
      PhysicalResourceId: 'failover-group/news',
      StackId: stackId,
      RequestId: 'request-0',
      LogicalResourceId: 'Resource',
    });
    expect(answers[0]).toMatchObject({
      url: answerUrl,
      headers: { 'content-type': '' },
    });
    expect(await w.groups.load('news')).toMatchObject({ definition });
  });

  it('leaves in the change log what changed, from what, to what, by which stack', async () => {
    await deploy();
    const changed = {
      ...definition,
      policy: { ...definition.policy, start: { type: 'fixed', leadMs: 20_000 } },
    };
    await ask({ ...group, Definition: JSON.stringify(changed) }, { request: 'Update' });
    expect(await changes()).toContainEqual({
      what: 'group policy.start.leadMs',
      from: '15500',
      to: '20000',
      by: stackId,
    });
  });

  it('has its channels look again when it changes, and leaves them alone when it does not', async () => {
    await deploy();
    w.observations.sent.length = 0;
    await ask(group, { request: 'Update' });
    expect(w.observations.sent).toEqual([]);
    const changed = { ...definition, inputGroups: ['B', 'A'] };
    await ask({ ...group, Definition: JSON.stringify(changed) }, { request: 'Update' });
    expect(w.observations.sent).toEqual([{ channelArn: channelArnOf(1), answers: undefined }]);
  });

  it("keeps the operators' word through an update", async () => {
    await deploy();
    await w.groups.override('news', { unavailable: ['B'], hold: null }, 1);
    await ask(group, { request: 'Update' });
    expect((await w.groups.load('news'))?.operator.unavailable).toEqual(['B']);
  });

  it.each([
    [{ ...group, Definition: '{' }, /Definition: Not JSON/],
    [{ ...group, Name: 'a name' }, /Name: A name is 1 to 64 letters.*given: "a name"/],
    [
      { ...group, Definition: JSON.stringify({ ...definition, inputGroups: ['A'] }) },
      /two or more input groups/,
    ],
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
    const answer = await ask(properties);
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'not-created' });
    expect(answer['Reason']).toMatch(reason);
  });

  it('is refused when another stack has one of that name', async () => {
    await ask(group);
    const other = await ask(group, { stack: stackId.replace('control-plane', 'other') });
    expect(other).toMatchObject({ Status: 'FAILED' });
    expect(other['Reason']).toMatch(/belongs to another deployment/);
  });

  it('goes when it is deleted, but not while it has channels', async () => {
    await deploy();
    const deletion = { request: 'Delete', id: 'failover-group/news' } as const;
    expect(await ask(group, deletion)).toMatchObject({ Status: 'FAILED' });
    await askChannel(channel, { request: 'Delete', id: `failover-channel/${channelArnOf(1)}` });
    expect(await ask(group, deletion)).toMatchObject({ Status: 'SUCCESS' });
    expect(await w.groups.load('news')).toBeNull();
  });

  it.each(['not-created', 'failover-group/unknown', 'failover-group/a name'])(
    'that never was can be deleted: %s',
    async (id) => {
      await ask(group);
      expect(await ask(group, { request: 'Delete', id })).toMatchObject({ Status: 'SUCCESS' });
      expect(await w.groups.load('news')).not.toBeNull();
    },
  );
});

describe('a channel of the deployment', () => {
  it('becomes a member and looks at itself for the first time', async () => {
    await deploy();
    expect(answers.at(-1)?.body).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: `failover-channel/${channelArnOf(1)}`,
    });
    expect(await w.members.find(channelArnOf(1))).toEqual(memberOf(1));
    expect(w.observations.sent).toEqual([{ channelArn: channelArnOf(1), answers: undefined }]);
    expect(await changes()).toContainEqual({
      what: `channel ${channelArnOf(1)} inputs.A.attachment`,
      from: null,
      to: 'site-A',
      by: stackId,
    });
  });

  it.each([
    [{ ChannelArn: 'channel-1' }, /"channel-1" is not the ARN of a MediaLive channel/],
    [{ ChannelArn: channelArnOf(1).replace(account, '999999999999') }, /another account or region/],
    [{ ChannelArn: channelArnOf(1).replace('eu-west-1', 'us-east-1') }, /another account or region/],
    [{ Group: 'sport' }, /Failover group "sport".*is not defined/],
    [{ Inputs: JSON.stringify({ A: inputs['A'] }) }, /two or more input groups/],
    [{ Inputs: JSON.stringify({ A: inputs['A'], B: inputs['A'] }) }, /same input attachment/],
    [{ Inputs: JSON.stringify({ A: inputs['A'], C: inputs['B'] }) }, /does not have: C\. It has: A, B/],
    [
      { Inputs: JSON.stringify({ ...inputs, B: { attachment: 'b', flows: [{ arn: 'x', sources: 1 }] } }) },
      /"x" is not the ARN of a MediaConnect flow/,
    ],
  ])('is refused with the reason when it is wrong: %j', async (properties, reason) => {
    await ask(group);
    const answer = await askChannel({ ...channel, ...properties });
    expect(answer).toMatchObject({ Status: 'FAILED', PhysicalResourceId: 'not-created' });
    expect(answer['Reason']).toMatch(reason);
    expect(await w.members.list()).toEqual([]);
  });

  it('can be taken over by another resource of the stack, which the first then leaves alone', async () => {
    await deploy();
    const other = await askChannel(channel, { logicalId: 'Renamed' });
    expect(other).toMatchObject({ Status: 'SUCCESS' });
    await askChannel(channel, { request: 'Delete', id: String(other['PhysicalResourceId']) });
    expect(await w.members.list()).toHaveLength(1);
  });

  it('cannot be taken over by another stack', async () => {
    await deploy();
    await ask({ ...group, Name: 'other' }, { stack: stackId.replace('control-plane', 'other') });
    const other = await askChannel(
      { ...channel, Group: 'other' },
      { stack: stackId.replace('control-plane', 'other') },
    );
    expect(other['Reason']).toMatch(/managed by another deployment/);
  });

  it('changes flows and group with an update, and is gone after its deletion', async () => {
    await deploy();
    const fewer = { ...inputs, A: { attachment: 'site-A', flows: [] } };
    await askChannel({ ...channel, Inputs: JSON.stringify(fewer) }, { request: 'Update' });
    expect(await w.members.usesOfFlow(flowArnOf('A', 0))).toEqual([]);
    await askChannel(channel, { request: 'Delete', id: `failover-channel/${channelArnOf(1)}` });
    expect(await w.members.list()).toEqual([]);
    expect(await changes()).toContainEqual({
      what: `channel ${channelArnOf(1)} group`,
      from: 'news',
      to: null,
      by: stackId,
    });
  });
});

describe('answering CloudFormation', () => {
  it('is tried again', async () => {
    deafFor = 2;
    await ask(group);
    expect(answers).toHaveLength(1);
  });

  it('fails the invocation, which Lambda repeats, when nobody listens', async () => {
    deafFor = 3;
    await expect(ask(group)).rejects.toThrow(/could not be answered for Resource/);
  });

  it('names a type it does not know, and those it does', async () => {
    const answer = await ask({}, { type: 'Custom::Teapot' });
    expect(answer['Reason']).toMatch(/Custom::Teapot.*Custom::FailoverGroup and Custom::FailoverChannel/);
  });

  it('says where to look when the function itself failed', async () => {
    w.groups.load = () => Promise.reject(new Error('table out of reach'));
    const answer = await ask(group);
    expect(answer['Reason']).toMatch(/The configure function failed \(Error: table out of reach\)/);
  });
});
