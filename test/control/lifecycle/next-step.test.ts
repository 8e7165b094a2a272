import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextStep } from '../../../control/lifecycle/next-step.ts';
import type { ObservedWorkflow, WorkflowOrder } from '../../../control/lifecycle/workflow.ts';
import { channelArnOf, flowArnOf } from '../support/deployment.ts';

/** Goal: what is done next follows from what is seen, and from nothing else. */
const channel = channelArnOf(1);
const [flow0, flow1] = [flowArnOf('a', 0), flowArnOf('a', 1)];

interface Seen {
  readonly channel: string;
  readonly flows?: readonly [string, string];
  readonly paused?: boolean;
  readonly errors?: readonly string[];
}
const seen = ({ channel: state, flows = ['ACTIVE', 'ACTIVE'], paused = false, errors = [] }: Seen) =>
  ({
    channels: [{ arn: channel, state, pausedAt: paused ? 1 : null }],
    flows: [flow0, flow1].map((arn, index) => ({ arn, state: flows[index] ?? '', errors })),
  }) satisfies ObservedWorkflow;

const order = (...acts: readonly (readonly [WorkflowOrder['act'], string])[]) => ({
  type: 'order',
  orders: acts.map(([act, arn]) => ({ act, arn })),
});
const done = { type: 'done' };
const wait = { type: 'wait' };
const stuck = { type: 'stuck' };

describe('to run', () => {
  it.each<[Seen, object]>([
    [{ channel: 'IDLE', flows: ['STANDBY', 'STANDBY'] }, order(['start-flow', flow0], ['start-flow', flow1])],
    [{ channel: 'IDLE', flows: ['ACTIVE', 'STANDBY'] }, order(['start-flow', flow1])],
    [{ channel: 'IDLE', flows: ['STARTING', 'STARTING'] }, wait],
    [{ channel: 'IDLE', flows: ['ACTIVE', 'STARTING'] }, wait],
    [{ channel: 'IDLE', flows: ['STOPPING', 'ACTIVE'] }, wait],
    [{ channel: 'IDLE', flows: ['UPDATING', 'ACTIVE'] }, wait],
    [{ channel: 'IDLE' }, order(['start-channel', channel])],
    [{ channel: 'CREATING' }, wait],
    [{ channel: 'UPDATING' }, wait],
    [{ channel: 'STARTING' }, wait],
    [{ channel: 'STOPPING' }, wait],
    [{ channel: 'RECOVERING' }, wait],
    [{ channel: 'A_STATE_OF_TOMORROW' }, wait],
    [{ channel: 'RUNNING' }, done],
    [{ channel: 'RUNNING', paused: true }, order(['clear-mark', channel])],
    [{ channel: 'IDLE', paused: true }, order(['start-channel', channel])],
    [{ channel: 'RUNNING', flows: ['STANDBY', 'ACTIVE'] }, order(['start-flow', flow0])],
    [{ channel: 'CREATE_FAILED' }, stuck],
    [{ channel: 'UPDATE_FAILED' }, stuck],
    [{ channel: 'DELETING' }, stuck],
    [{ channel: 'DELETED' }, stuck],
    [{ channel: 'IDLE', flows: ['ERROR', 'STANDBY'] }, stuck],
    [{ channel: 'IDLE', flows: ['DELETED', 'STANDBY'] }, stuck],
  ])('%j', (given, expected) => {
    expect(nextStep('run', seen(given))).toMatchObject(expected);
  });

  it('says of what is stuck which resource it is, what the service has against it, and what to do', () => {
    const step = nextStep(
      'run',
      seen({ channel: 'IDLE', flows: ['ERROR', 'ACTIVE'], errors: ['No secret.'] }),
    );
    expect(step).toEqual({
      type: 'stuck',
      reason: `Flow ${flow0} is ERROR (No secret.) and cannot become active. Look at it in the console of MediaConnect, mend or delete it, and deploy again.`,
    });
  });
});

describe('to pause, before CloudFormation changes the channel', () => {
  it.each<[Seen, object]>([
    [{ channel: 'RUNNING' }, order(['mark-paused', channel], ['stop-channel', channel])],
    [{ channel: 'RECOVERING' }, order(['mark-paused', channel], ['stop-channel', channel])],
    [{ channel: 'RUNNING', paused: true }, order(['stop-channel', channel])],
    [{ channel: 'STARTING' }, wait],
    [{ channel: 'STOPPING' }, wait],
    [{ channel: 'UPDATING' }, wait],
    [{ channel: 'IDLE' }, done],
    [{ channel: 'UPDATE_FAILED' }, done],
    [{ channel: 'CREATE_FAILED' }, done],
  ])('%j', (given, expected) => {
    expect(nextStep('pause', { ...seen(given), flows: [] })).toMatchObject(expected);
  });

  it('stops the flows that the channel gives up, after it', () => {
    const given = (state: string) => nextStep('pause', seen({ channel: state }));
    expect(given('RUNNING')).toMatchObject(order(['mark-paused', channel], ['stop-channel', channel]));
    expect(given('STOPPING')).toMatchObject(wait);
    expect(given('IDLE')).toMatchObject(order(['stop-flow', flow0], ['stop-flow', flow1]));
  });

  it('has nothing to do where there is no channel', () => {
    expect(nextStep('pause', { channels: [], flows: [] })).toEqual(done);
  });
});

describe('to stop, before CloudFormation deletes', () => {
  it.each<[Seen, object]>([
    [{ channel: 'RUNNING' }, order(['stop-channel', channel])],
    [{ channel: 'STARTING' }, wait],
    [{ channel: 'DELETING' }, wait],
    [{ channel: 'IDLE' }, order(['stop-flow', flow0], ['stop-flow', flow1])],
    [{ channel: 'DELETED', flows: ['DELETED', 'DELETED'] }, done],
    [{ channel: 'IDLE', flows: ['STOPPING', 'STANDBY'] }, wait],
    [{ channel: 'IDLE', flows: ['STARTING', 'STANDBY'] }, wait],
    [{ channel: 'IDLE', flows: ['ERROR', 'STANDBY'] }, done],
    [{ channel: 'CREATE_FAILED', flows: ['STANDBY', 'STANDBY'] }, done],
  ])('%j', (given, expected) => {
    expect(nextStep('stop', seen(given))).toMatchObject(expected);
  });
});

describe('whatever is seen', () => {
  const states = ['CREATING', 'CREATE_FAILED', 'IDLE', 'STARTING', 'RUNNING', 'RECOVERING', 'STOPPING'];
  const channels = fc.constantFrom(...states, 'DELETING', 'DELETED', 'UPDATING', 'UPDATE_FAILED');
  const flows = fc.constantFrom('STANDBY', 'ACTIVE', 'UPDATING', 'DELETING', 'STARTING', 'STOPPING', 'ERROR');
  const goals = fc.constantFrom('run' as const, 'pause' as const, 'stop' as const);

  it('a channel is started only when its flows are active, a flow stopped only when no channel runs', () => {
    fc.assert(
      fc.property(goals, channels, flows, flows, fc.boolean(), (goal, state, first, second, paused) => {
        const step = nextStep(goal, seen({ channel: state, flows: [first, second], paused }));
        const acts = step.type === 'order' ? step.orders.map(({ act }) => act) : [];
        const fed = first === 'ACTIVE' && second === 'ACTIVE';
        const onAir = ['RUNNING', 'STARTING', 'RECOVERING'].includes(state);
        return (
          (!acts.includes('start-channel') || (goal === 'run' && fed)) &&
          (!acts.includes('stop-channel') || goal !== 'run') &&
          (!acts.includes('stop-flow') || (goal !== 'run' && !onAir))
        );
      }),
    );
  });
});
