/** Goal: CloudFormation is answered once the workflow is as it should be, with a reason where it cannot be. */
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Refused } from '../../../control/lifecycle/ports.ts';
import { ruleRoleId, sqsRecord } from '../../../model/sqs-record.ts';
import { stackId } from '../support/deployment.ts';
import { channel, flows, LifecycleFunction } from './lifecycle-function.ts';

let f: LifecycleFunction;
beforeEach(() => {
  f = new LifecycleFunction();
});

describe('after a stack was made', () => {
  it('starts the flows, then the channel, and answers when it runs', async () => {
    await f.run();
    expect(f.answers).toEqual([]);
    await f.deliver();
    expect(f.acts()).toEqual(['start-flow site-a-0', 'start-flow site-a-1', 'start-channel 1']);
    expect(f.answers).toEqual([
      {
        Status: 'SUCCESS',
        PhysicalResourceId: 'WorkflowRun/Run',
        StackId: stackId,
        RequestId: 'request-1',
        LogicalResourceId: 'Run',
      },
    ]);
  });

  it('reports each look with the states it saw, and never the address to answer to', async () => {
    await f.run();
    await f.deliver();
    const looks = f.logger.lines.filter(({ message }) => message === 'Workflow observed');
    expect(looks.at(-1)?.fields).toMatchObject({
      stack: stackId,
      goal: 'run',
      channels: { [channel]: 'RUNNING' },
      flows: { [flows[0] ?? '']: 'ACTIVE', [flows[1] ?? '']: 'ACTIVE' },
      step: 'done',
    });
    expect(JSON.stringify(f.logger.lines)).not.toContain('signature');
  });

  it('starts nothing where the configuration does not say so', async () => {
    await f.run({ start: 'false' });
    expect([f.acts(), f.queue]).toEqual([[], []]);
    expect(f.answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  it('starts a channel that has no flows', async () => {
    await f.run({ properties: { Flows: [] } });
    await f.deliver();
    expect(f.acts()).toEqual(['start-channel 1']);
  });
});

describe('around an update', () => {
  beforeEach(() => {
    f.workflow.channels.set(channel, { state: 'RUNNING', pausedAt: null, stackId });
    for (const arn of flows) f.workflow.flows.set(arn, { state: 'ACTIVE', errors: [] });
  });

  it.each(['true', 'false'])(
    'stops a running channel before, and has it run again after, with StartOnDeploy %s',
    async (start) => {
      await f.pause();
      await f.deliver();
      expect([f.acts(), f.channelState]).toEqual([['mark-paused 1', 'stop-channel 1'], 'IDLE']);
      await f.run({ request: 'Update', start });
      await f.deliver();
      expect(f.acts().slice(2)).toEqual(['start-channel 1', 'clear-mark 1']);
      expect([f.channelState, f.workflow.channels.get(channel)?.pausedAt]).toEqual(['RUNNING', null]);
      expect(f.answers).toMatchObject([{ Status: 'SUCCESS' }, { Status: 'SUCCESS' }]);
    },
  );

  it('stops the flows that the channel gives up, once it stands still, and no others', async () => {
    const [given, kept] = flows;
    await f.pause({ properties: { Flows: [kept] }, before: { Flows: flows } });
    await f.deliver();
    expect(f.acts()).toEqual(['mark-paused 1', 'stop-channel 1', 'stop-flow site-a-0']);
    expect(f.workflow.flows.get(given ?? '')?.state).toBe('STANDBY');
    expect(f.workflow.flows.get(kept ?? '')?.state).toBe('ACTIVE');
    expect(f.answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  it('has nothing against a flow it gives up that is gone', async () => {
    f.workflow.flows.clear();
    await f.pause({ properties: { Flows: [] }, before: { Flows: flows } });
    await f.deliver();
    expect([f.acts(), f.answers.length]).toEqual([['mark-paused 1', 'stop-channel 1'], 1]);
  });

  it('leaves a channel stopped that was stopped before', async () => {
    f.workflow.channels.set(channel, { state: 'IDLE', pausedAt: null, stackId });
    await f.pause();
    await f.run({ request: 'Update', start: 'false' });
    await f.deliver();
    expect([f.acts(), f.answers.length]).toEqual([[], 2]);
  });

  it('does not take an old mark for one of this update', async () => {
    f.workflow.channels.set(channel, { state: 'IDLE', pausedAt: f.clock.now() - 25 * 3_600_000, stackId });
    await f.run({ request: 'Update', start: 'false' });
    expect(f.acts()).toEqual([]);
  });

  it("leaves other stacks' channels alone", async () => {
    f.workflow.channels.set(channel, { state: 'RUNNING', pausedAt: null, stackId: 'another' });
    await f.pause();
    expect([f.acts(), f.answers.length]).toEqual([[], 1]);
  });

  it('starts the channel again after a roll-back, though nobody waits for an answer', async () => {
    await f.pause();
    await f.deliver();
    const rolledBack = {
      source: 'medialive-failover/lifecycle',
      goal: 'resume',
      stackId,
      channels: [channel],
      flows,
      because: {
        source: 'aws.cloudformation',
        stackId,
        status: 'UPDATE_ROLLBACK_COMPLETE',
        at: new Date(f.clock.now()).toISOString(),
      },
    };
    await f.invoke({ Records: [sqsRecord('rolled-back', rolledBack, 1, `${ruleRoleId}:events`)] });
    await f.deliver();
    expect([f.channelState, f.answers.length]).toEqual(['RUNNING', 1]);
  });
});

describe('before a stack is deleted', () => {
  it('stops the channel, then the flows', async () => {
    f.workflow.channels.set(channel, { state: 'RUNNING', pausedAt: null, stackId });
    for (const arn of flows) f.workflow.flows.set(arn, { state: 'ACTIVE', errors: [] });
    await f.run({ request: 'Delete' });
    await f.deliver();
    expect(f.acts()).toEqual(['stop-channel 1', 'stop-flow site-a-0', 'stop-flow site-a-1']);
    expect(f.answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  it('has nothing against a channel and flows that are gone', async () => {
    f.workflow.channels.clear();
    f.workflow.flows.clear();
    await f.run({ request: 'Delete' });
    expect(f.answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  it('touches nothing of what never came to be', async () => {
    await f.run({ request: 'Delete', id: 'not-created' });
    await f.pause({ request: 'Delete' });
    expect([f.acts(), f.answers.length]).toEqual([[], 2]);
  });
});

describe('when it cannot be done', () => {
  it('gives up in time, and says what was last seen and what to do', async () => {
    f.workflow.flows.set(flows[0] ?? '', { state: 'UPDATING', errors: [] });
    await f.run();
    await f.deliver();
    expect(f.answers).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: 'WorkflowRun/Run' }]);
    expect(f.answers[0]?.['Reason']).toMatch(
      /Given up after 20 minutes. Last seen: .*site-a-0 is UPDATING, wanted: active/,
    );
  });

  it('gives up on a channel that does not stay started', async () => {
    f.workflow.obstacle = (call) => {
      const state = f.workflow.channels.get(channel);
      if (call === 'channel' && state?.state === 'STARTING') state.state = 'IDLE';
    };
    await f.run();
    await f.deliver();
    expect(f.acts().filter((act) => act === 'start-channel 1')).toHaveLength(3);
    expect(f.answers[0]?.['Reason']).toMatch(/channel:1 was started 3 times and did not stay so/);
  });

  it('waits a minute for permissions to be known, and then says what is refused', async () => {
    f.workflow.obstacle = (call) => {
      if (call === 'start-flow') throw new Refused('AccessDeniedException: not authorized');
    };
    const before = f.clock.now();
    await f.run();
    await f.deliver();
    expect(f.clock.now() - before).toBe(55_000);
    expect(f.answers[0]?.['Reason']).toMatch(/Refused 12 times in a row: Refused: AccessDenied.*Grant/);
  });

  it('sits out a service that does not answer', async () => {
    let failures = 20;
    f.workflow.obstacle = () => {
      if (failures-- > 0) throw new Error('503');
    };
    await f.run();
    await f.deliver();
    expect(f.answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  it.each([
    [{ properties: { ChannelArn: 'news' } }, /ChannelArn: "news" is not the ARN of a MediaLive channel/],
    [{ properties: { Flows: ['news'] } }, /Flows.0: "news" is not the ARN of a MediaConnect flow/],
    [{ start: 'yes' }, /StartOnDeploy: Allowed: true, false/],
  ])('refuses properties that are wrong: %j', async (given, reason) => {
    await f.run(given);
    expect(f.answers).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: 'not-created' }]);
    expect(f.answers[0]?.['Reason']).toMatch(reason);
  });

  it('gives a message that is not its own back to the f.queue, which keeps it for people', async () => {
    const outcome = await f.invoke({ Records: [sqsRecord('message-1', { source: 'someone' })] });
    expect(outcome).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
  });
});
