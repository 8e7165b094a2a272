// Goal: what others put on the work queue, or have a rule put there, stops no channel and answers nobody.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { handlerOf } from '../../../aws/middleware/base-middleware.ts';
import { lifecycle } from '../../../control/lifecycle/lifecycle.ts';
import type { Work } from '../../../control/lifecycle/work.ts';
import { ownRoleIds, ruleRoleId, sqsRecord } from '../../../model/sqs-record.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { RecordingLogger } from '../support/recording-logger.ts';
import { RecordingMeter } from '../support/recording-meter.ts';
import { channelArnOf, flowArnOf, stackId } from '../support/deployment.ts';
import { answerUrl } from '../support/answer-url.ts';
import { lambdaContext } from '../support/lambda.ts';
import { ModelledWorkflow } from '../../../model/modelled-workflow.ts';

const channel = channelArnOf(1);
const base = {
  source: 'medialive-failover/lifecycle',
  stackId,
  channels: [channel],
  flows: [flowArnOf('a', 0)],
};
const answer = {
  ResponseURL: answerUrl,
  StackId: stackId,
  RequestId: 'r',
  LogicalResourceId: 'l',
  PhysicalResourceId: 'p',
};
const failed = { batchItemFailures: [{ itemIdentifier: 'm1' }] };

let clock: ManualClock;
let workflow: ModelledWorkflow;
let sent: Work[];
let answered: string[];
let deliver: (message: object, sender?: string) => Promise<unknown>;

beforeEach(() => {
  clock = new ManualClock();
  workflow = new ModelledWorkflow(clock);
  workflow.channels.set(channel, { state: 'RUNNING', pausedAt: null, stackId });
  workflow.flows.set(flowArnOf('a', 0), { state: 'ACTIVE', errors: [] });
  sent = [];
  answered = [];
  const handler = handlerOf(lifecycle, {
    clock,
    workflow,
    ownRoleIds,
    ruleRoleId,
    logger: new RecordingLogger(),
    meter: new RecordingMeter(),
    queue: {
      send: (work) => {
        sent.push(work);
        return Promise.resolve();
      },
    },
    fetch: (url) => {
      answered.push(url);
      return Promise.resolve(new Response(''));
    },
  });
  deliver = (message, sender) => handler({ Records: [sqsRecord('m1', message, 1, sender)] }, lambdaContext());
});

describe.each(['AIDAEVENTBRIDGE', 'AROASTRANGER:ann', '000000000000', ''])('work sent by "%s"', (sender) => {
  it.each([{ goal: 'stop' }, { goal: 'pause' }, { goal: 'stop', answer: null, startedAt: null }, {}])(
    'stops nothing: %j',
    async (forged) => {
      expect(await deliver({ ...base, ...forged }, sender)).toEqual(failed);
      expect([workflow.orders, sent]).toEqual([[], []]);
    },
  );

  it('starts nothing and answers nobody', async () => {
    workflow.channels.set(channel, { state: 'IDLE', pausedAt: null, stackId });
    expect(await deliver({ ...base, goal: 'run', answer }, sender)).toEqual(failed);
    expect([workflow.orders, sent, answered]).toEqual([[], [], []]);
  });
});

describe('work that the rule for a roll-back sends', () => {
  const rule = `${ruleRoleId}:events`;
  const done = { batchItemFailures: [] };
  const because = () => ({
    source: 'aws.cloudformation',
    stackId,
    status: 'UPDATE_ROLLBACK_COMPLETE',
    at: new Date(clock.now()).toISOString(),
  });
  let asked: string[];

  beforeEach(() => {
    asked = [];
    workflow.channels.set(channel, { state: 'IDLE', pausedAt: null, stackId });
    workflow.obstacle = (call) => asked.push(call);
  });

  it('starts the channel when CloudFormation says so of its stack', async () => {
    expect(await deliver({ ...base, goal: 'run', because: because() }, rule)).toEqual(done);
    expect(workflow.orders).toEqual([{ act: 'start-channel', arn: channel }]);
  });

  it.each([
    { source: 'my.app' },
    { source: '' },
    { stackId: `${stackId}x` },
    { status: 'UPDATE_COMPLETE' },
    { at: 'soon' },
    { at: '1999-01-01T00:00:00Z' },
    { at: '2999-01-01T00:00:00Z' },
  ])('is nothing, and costs no call, where the rule matched something else: %j', async (changed) => {
    const message = { ...base, goal: 'run', because: { ...because(), ...changed } };
    expect(await deliver(message, rule)).toEqual(done);
    expect([workflow.orders, sent, asked]).toEqual([[], [], []]);
  });

  it.each([{ goal: 'stop' }, { goal: 'pause' }])('stops nothing: %j', async (forged) => {
    expect(await deliver({ ...base, because: because(), ...forged }, rule)).toEqual(done);
    expect([workflow.orders, sent, asked]).toEqual([[], [], []]);
  });

  it('answers nobody', async () => {
    await deliver({ ...base, goal: 'run', answer, because: because() }, rule);
    expect(answered).toEqual([]);
  });
});

describe('work of our own', () => {
  it('is done, and answered', async () => {
    await deliver({ ...base, goal: 'run', answer });
    expect(answered).toEqual([answer.ResponseURL]);
    await deliver({ ...base, goal: 'stop' });
    expect(workflow.orders).toEqual([{ act: 'stop-channel', arn: channel }]);
  });

  it.each([-1, 8.64e15 + 1, 4.2e12])(
    'cannot have begun at %d: it would never be given up',
    async (startedAt) => {
      expect(await deliver({ ...base, goal: 'stop', startedAt })).toEqual(failed);
    },
  );

  it.each([
    { channels: Array.from({ length: 101 }, (_, id) => channelArnOf(id)) },
    { stackId: 'x'.repeat(5000) },
    { refusals: -1 },
    { refusals: 0.5 },
    { given: { 'stop-channel': -1e300 } },
  ])('is bound in shape and size', async (forged) => {
    expect(await deliver({ ...base, goal: 'stop', ...forged })).toEqual(failed);
    expect(workflow.orders).toEqual([]);
  });
});
