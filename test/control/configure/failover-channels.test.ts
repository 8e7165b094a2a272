import { beforeEach, describe, expect, it } from '@jest/globals';
import {
  changesIn,
  channel,
  channelResource,
  ConfigureFunction,
  group,
  inputs,
} from '../support/configure-function.ts';
import { account, channelArnOf, flowArnOf, memberOf, stackId } from '../support/deployment.ts';
import { world, type World } from '../support/world.ts';

let w: World;
let configure: ConfigureFunction;

beforeEach(async () => {
  w = await world();
  configure = new ConfigureFunction(w);
});

describe('a channel of the deployment', () => {
  it('becomes a member and looks at itself for the first time', async () => {
    await configure.deploy();
    expect(configure.answers.at(-1)?.body).toMatchObject({
      Status: 'SUCCESS',
      PhysicalResourceId: channelResource,
    });
    const found = await w.members.find(channelArnOf(1));
    expect(found).toEqual(memberOf(1, { owner: found?.owner ?? '' }));
    expect(found?.owner).toMatch(/\/Resource\/[0-9a-f]{16}$/);
    expect(found?.owner.startsWith(`${stackId}/`)).toBe(true);
    expect(w.observations.sent).toEqual([channelArnOf(1)]);
    expect(await changesIn(w)).toContainEqual({
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
    [{ Inputs: { A: inputs.A } }, /two or more sites/],
    [{ Inputs: { A: inputs.A, B: inputs.A } }, /same input attachment/],
    [{ Inputs: { A: inputs.A, C: inputs.B } }, /does not have: C\. It has: A, B/],
    [{ Inputs: JSON.stringify(inputs) }, /Channels\.0\.Inputs: .*Expected Object/],
    ...['x', { Flow: 'x', Sources: '2' }].map((flow): [object, RegExp] => [
      { Inputs: { ...inputs, B: { Attachment: 'b', Flows: [flow] } } },
      /"arn:aws:mediaconnect:.*:x" is not the ARN of a MediaConnect flow/,
    ]),
  ])('is refused with the reason when it is wrong: %j', async (properties, reason) => {
    await configure.ask(group);
    const answer = await configure.askChannel({ ...channel, ...properties });
    expect(answer).toMatchObject({ Status: 'FAILED' });
    expect(answer['Reason']).toMatch(reason);
    expect(await w.members.list()).toEqual([]);
  });

  it('may have a flow of two sources', async () => {
    await configure.ask(group);
    const two = { Attachment: 'site-A', Flows: [{ Flow: flowArnOf('A', 0), Sources: '2' }] };
    await configure.askChannel({ ...channel, Inputs: { ...inputs, A: two } });
    expect((await w.members.find(channelArnOf(1)))?.inputs['A']?.flows).toEqual([
      { arn: flowArnOf('A', 0), sources: 2 },
    ]);
  });

  it('may be told of flows by the ends of their ARNs', async () => {
    await configure.ask(group);
    const end = flowArnOf('A', 0).replace(/.*:flow:/, '');
    await configure.askChannel({
      ...channel,
      Inputs: { ...inputs, A: { Attachment: 'site-A', Flows: [end] } },
    });
    expect((await w.members.find(channelArnOf(1)))?.inputs['A']?.flows).toEqual([
      { arn: flowArnOf('A', 0), sources: 1 },
    ]);
  });

  it('can be taken over by another resource of the stack, which the first then leaves alone', async () => {
    await configure.deploy();
    const other = await configure.askChannel(channel, { logicalId: 'Renamed' });
    expect(other).toMatchObject({ Status: 'SUCCESS' });
    await configure.askChannel(channel, { request: 'Delete', id: String(other['PhysicalResourceId']) });
    expect(await w.members.list()).toHaveLength(1);
  });

  it('cannot be taken over by another stack', async () => {
    await configure.deploy();
    await configure.ask({ ...group, Name: 'other' }, { stack: stackId.replace('control-plane', 'other') });
    const other = await configure.askChannel(
      { ...channel, Group: 'other' },
      { stack: stackId.replace('control-plane', 'other') },
    );
    expect(other['Reason']).toMatch(/managed by another deployment/);
  });

  it('changes flows and group with an update, and is gone after its deletion', async () => {
    await configure.deploy();
    const fewer = { ...inputs, A: { Attachment: 'site-A' } };
    await configure.askChannel({ ...channel, Inputs: fewer }, { request: 'Update' });
    expect(await w.members.usesOfFlow(flowArnOf('A', 0))).toEqual([]);
    await configure.askChannel(channel, { request: 'Delete', id: channelResource });
    expect(await w.members.list()).toEqual([]);
    expect(await changesIn(w)).toContainEqual({
      what: `channel ${channelArnOf(1)} group`,
      from: 'news',
      to: null,
      by: stackId,
    });
  });
});
