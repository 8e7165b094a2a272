import { beforeEach, describe, expect, it } from '@jest/globals';
import { handlerOf } from '../../../aws/middleware/base-middleware.ts';
import { lifecycle } from '../../../control/lifecycle/lifecycle.ts';
import { Refused } from '../../../control/lifecycle/ports.ts';
import type { Work } from '../../../control/lifecycle/work.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { RecordingLogger } from '../support/recording-logger.ts';
import { RecordingMeter } from '../support/recording-meter.ts';
import { channelArnOf, flowArnOf, stackId } from '../support/deployment.ts';
import { ownRoleIds, ruleRoleId, sqsRecord } from '../../../model/sqs-record.ts';
import { lambdaContext } from '../support/lambda.ts';
import { eventOf, type Request } from './cloudformation-request.ts';
import { ModelledWorkflow } from '../../../model/modelled-workflow.ts';

/** Goal: CloudFormation is answered once the workflow is as it should be, with a reason where it cannot be. */
const channel = channelArnOf(1);
const flows = [flowArnOf('a', 0), flowArnOf('a', 1)];

let clock: ManualClock;
let logger: RecordingLogger;
let workflow: ModelledWorkflow;
let queue: { work: Work; delaySeconds: number }[];
let answers: Record<string, unknown>[];
let invoke: (event: unknown) => Promise<unknown>;

beforeEach(() => {
  clock = new ManualClock();
  logger = new RecordingLogger();
  workflow = new ModelledWorkflow(clock);
  queue = [];
  answers = [];
  workflow.channels.set(channel, { state: 'IDLE', pausedAt: null, stackId });
  for (const arn of flows) workflow.flows.set(arn, { state: 'STANDBY', errors: [] });
  const handler = handlerOf(lifecycle, {
    clock,
    logger,
    meter: new RecordingMeter(),
    workflow,
    ownRoleIds,
    ruleRoleId,
    queue: {
      send: (work, delaySeconds) => {
        queue.push({ work, delaySeconds });
        return Promise.resolve();
      },
    },
    fetch: (_url, { body }) => {
      answers.push(JSON.parse(body as string) as Record<string, unknown>);
      return Promise.resolve(new Response(''));
    },
  });
  invoke = (event) => handler(event, lambdaContext());
});

const run = (given: Request = {}) => invoke(eventOf('Custom::WorkflowRun', given));
const pause = (given: Request = {}) =>
  invoke(eventOf('Custom::WorkflowPause', { request: 'Update', id: 'WorkflowPause/Pause', ...given }));

/** Delivers the queue's messages, each after its delay, until there are none. */
async function deliver(turnsMax = 1000): Promise<void> {
  for (let turn = 0; turn < turnsMax; turn += 1) {
    const next = queue.shift();
    if (!next) return;
    clock.advance(next.delaySeconds * 1000);
    await invoke({ Records: [sqsRecord(`message-${turn}`, next.work)] });
  }
}
const acts = () => workflow.orders.map(({ act, arn }) => `${act} ${arn.split(':').at(-1) ?? ''}`);
const stateOf = (arn: string) => workflow.channels.get(arn)?.state;

describe('after a stack was made', () => {
  it('starts the flows, then the channel, and answers when it runs', async () => {
    await run();
    expect(answers).toEqual([]);
    await deliver();
    expect(acts()).toEqual(['start-flow site-a-0', 'start-flow site-a-1', 'start-channel 1']);
    expect(answers).toEqual([
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
    await run();
    await deliver();
    const looks = logger.lines.filter(({ message }) => message === 'Workflow observed');
    expect(looks.at(-1)?.fields).toMatchObject({
      stack: stackId,
      goal: 'run',
      channels: { [channel]: 'RUNNING' },
      flows: { [flows[0] ?? '']: 'ACTIVE', [flows[1] ?? '']: 'ACTIVE' },
      step: 'done',
    });
    expect(JSON.stringify(logger.lines)).not.toContain('signature');
  });

  it('starts nothing where the configuration does not say so', async () => {
    await run({ start: 'false' });
    expect([acts(), queue]).toEqual([[], []]);
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  it('starts a channel that has no flows', async () => {
    await run({ properties: { Flows: [] } });
    await deliver();
    expect(acts()).toEqual(['start-channel 1']);
  });
});

describe('around an update', () => {
  beforeEach(() => {
    workflow.channels.set(channel, { state: 'RUNNING', pausedAt: null, stackId });
    for (const arn of flows) workflow.flows.set(arn, { state: 'ACTIVE', errors: [] });
  });

  it.each(['true', 'false'])(
    'stops a running channel before, and has it run again after, with StartOnDeploy %s',
    async (start) => {
      await pause();
      await deliver();
      expect([acts(), stateOf(channel)]).toEqual([['mark-paused 1', 'stop-channel 1'], 'IDLE']);
      await run({ request: 'Update', start });
      await deliver();
      expect(acts().slice(2)).toEqual(['start-channel 1', 'clear-mark 1']);
      expect([stateOf(channel), workflow.channels.get(channel)?.pausedAt]).toEqual(['RUNNING', null]);
      expect(answers).toMatchObject([{ Status: 'SUCCESS' }, { Status: 'SUCCESS' }]);
    },
  );

  it('stops the flows that the channel gives up, once it stands still, and no others', async () => {
    const [given, kept] = flows;
    await pause({ properties: { Flows: [kept] }, before: { Flows: flows } });
    await deliver();
    expect(acts()).toEqual(['mark-paused 1', 'stop-channel 1', 'stop-flow site-a-0']);
    expect(workflow.flows.get(given ?? '')?.state).toBe('STANDBY');
    expect(workflow.flows.get(kept ?? '')?.state).toBe('ACTIVE');
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  it('has nothing against a flow it gives up that is gone', async () => {
    workflow.flows.clear();
    await pause({ properties: { Flows: [] }, before: { Flows: flows } });
    await deliver();
    expect([acts(), answers.length]).toEqual([['mark-paused 1', 'stop-channel 1'], 1]);
  });

  it('leaves a channel stopped that was stopped before', async () => {
    workflow.channels.set(channel, { state: 'IDLE', pausedAt: null, stackId });
    await pause();
    await run({ request: 'Update', start: 'false' });
    await deliver();
    expect([acts(), answers.length]).toEqual([[], 2]);
  });

  it('does not take an old mark for one of this update', async () => {
    workflow.channels.set(channel, { state: 'IDLE', pausedAt: clock.now() - 25 * 3_600_000, stackId });
    await run({ request: 'Update', start: 'false' });
    expect(acts()).toEqual([]);
  });

  it("leaves other stacks' channels alone", async () => {
    workflow.channels.set(channel, { state: 'RUNNING', pausedAt: null, stackId: 'another' });
    await pause();
    expect([acts(), answers.length]).toEqual([[], 1]);
  });

  it('starts the channel again after a roll-back, though nobody waits for an answer', async () => {
    await pause();
    await deliver();
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
        at: new Date(clock.now()).toISOString(),
      },
    };
    await invoke({ Records: [sqsRecord('rolled-back', rolledBack, 1, `${ruleRoleId}:events`)] });
    await deliver();
    expect([stateOf(channel), answers.length]).toEqual(['RUNNING', 1]);
  });
});

describe('before a stack is deleted', () => {
  it('stops the channel, then the flows', async () => {
    workflow.channels.set(channel, { state: 'RUNNING', pausedAt: null, stackId });
    for (const arn of flows) workflow.flows.set(arn, { state: 'ACTIVE', errors: [] });
    await run({ request: 'Delete' });
    await deliver();
    expect(acts()).toEqual(['stop-channel 1', 'stop-flow site-a-0', 'stop-flow site-a-1']);
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  it('has nothing against a channel and flows that are gone', async () => {
    workflow.channels.clear();
    workflow.flows.clear();
    await run({ request: 'Delete' });
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  it('touches nothing of what never came to be', async () => {
    await run({ request: 'Delete', id: 'not-created' });
    await pause({ request: 'Delete' });
    expect([acts(), answers.length]).toEqual([[], 2]);
  });
});

describe('when it cannot be done', () => {
  it('gives up in time, and says what was last seen and what to do', async () => {
    workflow.flows.set(flows[0] ?? '', { state: 'UPDATING', errors: [] });
    await run();
    await deliver();
    expect(answers).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: 'WorkflowRun/Run' }]);
    expect(answers[0]?.['Reason']).toMatch(
      /Given up after 20 minutes. Last seen: .*site-a-0 is UPDATING, wanted: active/,
    );
  });

  it('gives up on a channel that does not stay started', async () => {
    workflow.obstacle = (call) => {
      const state = workflow.channels.get(channel);
      if (call === 'channel' && state?.state === 'STARTING') state.state = 'IDLE';
    };
    await run();
    await deliver();
    expect(acts().filter((act) => act === 'start-channel 1')).toHaveLength(3);
    expect(answers[0]?.['Reason']).toMatch(/channel:1 was started 3 times and did not stay so/);
  });

  it('waits a minute for permissions to be known, and then says what is refused', async () => {
    workflow.obstacle = (call) => {
      if (call === 'start-flow') throw new Refused('AccessDeniedException: not authorized');
    };
    const before = clock.now();
    await run();
    await deliver();
    expect(clock.now() - before).toBe(55_000);
    expect(answers[0]?.['Reason']).toMatch(/Refused 12 times in a row: Refused: AccessDenied.*Grant/);
  });

  it('sits out a service that does not answer', async () => {
    let failures = 20;
    workflow.obstacle = () => {
      if (failures-- > 0) throw new Error('503');
    };
    await run();
    await deliver();
    expect(answers).toMatchObject([{ Status: 'SUCCESS' }]);
  });

  it.each([
    [{ properties: { ChannelArn: 'news' } }, /ChannelArn: "news" is not the ARN of a MediaLive channel/],
    [{ properties: { Flows: ['news'] } }, /Flows.0: "news" is not the ARN of a MediaConnect flow/],
    [{ start: 'yes' }, /StartOnDeploy: Allowed: true, false/],
  ])('refuses properties that are wrong: %j', async (given, reason) => {
    await run(given);
    expect(answers).toMatchObject([{ Status: 'FAILED', PhysicalResourceId: 'not-created' }]);
    expect(answers[0]?.['Reason']).toMatch(reason);
  });

  it('gives a message that is not its own back to the queue, which keeps it for people', async () => {
    const outcome = await invoke({ Records: [sqsRecord('message-1', { source: 'someone' })] });
    expect(outcome).toEqual({ batchItemFailures: [{ itemIdentifier: 'message-1' }] });
  });
});
