import { describe, expect, it } from '@jest/globals';
import { failoverBudget } from '../../rehearsal/failover-checks.ts';
import { clearMs, confirmMs, rehearse, windowSettings } from '../../rehearsal/rehearsal.ts';
import { scenarios } from '../../rehearsal/scenarios/registry.ts';
import { flowsIn, workflowIn } from '../../rehearsal/workflow.ts';

describe('a rehearsal', () => {
  it('is of the shipped defaults', () => {
    const rehearsal = rehearse([]);

    expect({ confirm: confirmMs(rehearsal), clear: clearMs(rehearsal) }).toStrictEqual({
      confirm: 3000,
      clear: 10_000,
    });
    expect(rehearsal.sites).toStrictEqual(['A', 'B']);
  });

  it('lets the later of two settings win', () => {
    const rehearsal = rehearse([...windowSettings('5s'), ...windowSettings('2s')]);

    expect(confirmMs(rehearsal)).toBe(2000);
  });

  it('deploys the same text for scenarios that need the same policy', () => {
    const texts = new Set(scenarios.map(({ policy = [] }) => rehearse(policy).text));

    expect(texts.size).toBe(3);
  });
});

describe('the workflow of a rehearsal', () => {
  const outputs = new Map([
    ['FlowArnA0', 'a-0'],
    ['FlowArnA1', 'a-1'],
    ['FlowArnB0', 'b-0'],
    ['FlowArnB1', 'b-1'],
  ]);

  it('is told by the outputs of the stacks: the channel, and two flows for each site', () => {
    const told = new Map([...outputs, ['ChannelArn', 'arn:channel:7'], ['ChannelId', '7']]);

    expect(workflowIn(told, ['A', 'B'])).toStrictEqual({
      channelArn: 'arn:channel:7',
      channelId: '7',
      flows: new Map([
        ['A', ['a-0', 'a-1']],
        ['B', ['b-0', 'b-1']],
      ]),
    });
  });

  it('has flows before it has a channel, and none before the contribution is deployed', () => {
    expect(flowsIn(outputs, ['A', 'B'])?.get('B')).toStrictEqual(['b-0', 'b-1']);
    expect(flowsIn(new Map(), ['A', 'B'])).toBeUndefined();
  });

  it('is missed where the stacks do not tell of it', () => {
    expect(() => workflowIn(outputs, ['A', 'B'])).toThrow(
      'no channel with two flows for each of A, B: they put out FlowArnA0, FlowArnA1, FlowArnB0, FlowArnB1',
    );
  });
});

describe('the budget from the loss of packets to the standby', () => {
  it.each([
    { settings: [], ms: 20_500 },
    { settings: windowSettings('1s'), ms: 18_500 },
    { settings: [{ path: ['start'], value: { type: 'immediate' } }], ms: 15_000 },
    { settings: [{ path: ['start'], value: { type: 'fixed', lead: '20s' } }], ms: 25_000 },
  ])('with $settings is $ms ms', ({ settings, ms }) => {
    expect(failoverBudget(rehearse(settings)).ms).toBe(ms);
  });
});
