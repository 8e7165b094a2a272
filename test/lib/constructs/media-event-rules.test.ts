// Goal: the rules bring in every event of this deployment's channels and flows, once, and no other, however many there are.
import { describe, expect, it } from '@jest/globals';
import { Duration, Fn } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import fc from 'fast-check';
import { ChannelEventsQueue } from '../../../lib/constructs/channel-events-queue.ts';
import {
  MediaEventRules,
  mediaRuleNames,
  type MediaEventRulesProps,
} from '../../../lib/constructs/media-event-rules.ts';
import { resolveObject } from '../../../twin/cloudformation/intrinsics.ts';
import { compilePattern } from '../../../twin/eventbridge/pattern.ts';
import type { JsonObject } from '../../../twin/gateway/json-value.ts';
import { propertyOf, testStack } from '../synthesize.ts';

const place = 'eu-west-1:000000000000';
const channelArn = (id: number | string) => `arn:aws:medialive:${place}:channel:${id}`;
const flowArn = (id: string, name: string) => `arn:aws:mediaconnect:${place}:flow:${id}:${name}`;
/** As long as MediaConnect makes them. */
const flowId = (index: number) => `1-23aBC45dEF67hiJ8-${String(index).padStart(12, '0')}`;

/** The rules of a deployment, those that are known only at deployment included, as EventBridge has them. */
function rulesFor({ channelArns = [], flows = [] }: Partial<MediaEventRulesProps>) {
  const stack = testStack();
  const queue = new ChannelEventsQueue(stack, 'Events', {
    consumerTimeout: Duration.seconds(20),
    eventRole: false,
    ruleNames: mediaRuleNames(stack),
  });
  new MediaEventRules(stack, 'Rules', { queue, channelArns, flows });
  const rules = Object.values(Template.fromStack(stack).findResources('AWS::Events::Rule'));
  return rules.map((rule) => {
    const pattern = resolveObject(propertyOf(rule, 'EventPattern') as JsonObject, scope);
    return { rule, name: String(propertyOf(rule, 'Name')), pattern, matches: compilePattern(pattern) };
  });
}
const unknownUntil = (name: string): never => {
  throw new Error(`${name} is not part of a pattern.`);
};
/** An import is called after what it imports. */
const scope: Parameters<typeof resolveObject>[1] = {
  region: 'eu-west-1',
  ref: unknownUntil,
  attribute: unknownUntil,
  condition: unknownUntil,
  mapping: unknownUntil,
  dynamic: unknownUntil,
  importValue: (name) => name,
};
const made = (arn: string) => Fn.importValue(arn);

const alertOf = (arn: string, detailType = 'MediaLive Channel Alert') => ({
  source: 'aws.medialive',
  'detail-type': detailType,
  resources: [channelArn(999)],
  detail: { channel_arn: arn },
});
const newsOf = (...resources: string[]) => ({
  source: 'aws.mediaconnect',
  'detail-type': 'MediaConnect Source Health',
  resources,
  detail: {},
});
const brought = (rules: ReturnType<typeof rulesFor>, event: object) =>
  rules.filter(({ matches }) => matches(event)).map(({ name }) => name);

describe('the rules for media events', () => {
  it('let through alerts of every type, input changes and states of the channels, and the news of the flows', () => {
    const rules = rulesFor({ channelArns: [channelArn(1)], flows: [{ arn: flowArn('1-a', 'a') }] });
    expect(rules.map(({ name, pattern }) => [name, pattern])).toEqual([
      [
        'Test-live-001',
        {
          source: ['aws.medialive'],
          'detail-type': [
            'MediaLive Channel Alert',
            'MediaLive Channel Input Change',
            'MediaLive Channel State Change',
          ],
          detail: { channel_arn: [{ suffix: ':1' }] },
        },
      ],
      [
        'Test-flow-001',
        {
          source: ['aws.mediaconnect'],
          'detail-type': [
            'MediaConnect Source Health',
            'MediaConnect Flow Health',
            'MediaConnect Flow Status Change',
            'MediaConnect Flow Maintenance',
            'MediaConnect Alert',
            'MediaConnect Flow Content Quality',
          ],
          resources: [{ suffix: ':1-a:a' }],
        },
      ],
    ]);
  });

  it('do not listen for flows that are not there, and once for one that two channels share', () => {
    expect(rulesFor({ channelArns: [channelArn(1)] }).map(({ name }) => name)).toEqual(['Test-live-001']);
    const shared = { arn: flowArn('1-a', 'a') };
    const [rule] = rulesFor({ flows: [shared, shared] });
    expect(rule?.pattern['resources']).toHaveLength(1);
  });

  it('bring in what is said of each of very many, once, and each stays within what EventBridge takes', () => {
    const channels = Array.from({ length: 350 }, (_, index) => channelArn(1_000_000 + index));
    const laterChannels = Array.from({ length: 350 }, (_, index) => channelArn(2_000_000 + index));
    const flows = channels.flatMap((_, index) =>
      [0, 1].map((pipeline) => flowArn(flowId(2 * index + pipeline), `site-${index}-${pipeline}`)),
    );
    const laterFlows = flows.map((_, index) => ({
      arn: flowArn(flowId(10_000 + index), `made-${index}`),
      name: `made-${index}`,
    }));
    const rules = rulesFor({
      channelArns: [...channels, ...laterChannels.map(made)],
      flows: [
        ...flows.map((arn) => ({ arn })),
        ...laterFlows.map(({ arn, name }) => ({ arn: made(arn), name })),
      ],
    });
    const events = [
      ...[...channels, ...laterChannels].map((arn) => alertOf(arn)),
      ...[...flows, ...laterFlows.map(({ arn }) => arn)].map((arn) =>
        newsOf(arn, arn.replace(':flow:', ':source:')),
      ),
    ];
    expect(events.map((event) => brought(rules, event).length)).toEqual(events.map(() => 1));
    for (const { pattern } of rules) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2048);
    // That they are few is what makes room for other deployments: 300 is all that a bus takes.
    expect(rules.filter(({ name }) => name.includes('-live-')).length).toBeLessThanOrEqual(12);
    expect(rules.filter(({ name }) => name.includes('-flow-')).length).toBeLessThanOrEqual(55);
  });

  it('leave room for the longest ids and names of what is made later', () => {
    const name = 'n'.repeat(64);
    const flows = Array.from({ length: 60 }, (_, index) => flowArn(`${flowId(index)}x`, name));
    const rules = rulesFor({
      channelArns: Array.from({ length: 200 }, (_, index) => made(channelArn(1_000_000_000 + index))),
      flows: flows.map((arn) => ({ arn: made(arn), name })),
    });
    for (const { pattern } of rules) expect(JSON.stringify(pattern).length).toBeLessThanOrEqual(2048);
    expect(flows.map((arn) => brought(rules, newsOf(arn)).length)).toEqual(flows.map(() => 1));
  });

  it('bring in nothing of channels that end alike, of other kinds and from elsewhere', () => {
    const rules = rulesFor({
      channelArns: [channelArn(1_234_567)],
      flows: [{ arn: flowArn('1-ab-cd', 'news') }],
    });
    const foreign = [
      ...[234_567, 11_234_567, 1_234_568, 12_345_670].map((id) => alertOf(channelArn(id))),
      alertOf(channelArn(1_234_567), 'MediaLive Multiplex Alert'),
      { ...alertOf(channelArn(1)), resources: [channelArn(1_234_567)] },
      { ...alertOf(channelArn(1_234_567)), source: 'my.app' },
      newsOf(flowArn('21-ab-cd', 'news')),
      newsOf(flowArn('1-ab-cd', 'news-two')),
      newsOf(flowArn('1-ab-cd', 'my-news')),
      { ...newsOf(flowArn('1-ab-cd', 'news')), 'detail-type': 'MediaConnect Flow Source Metadata Changed' },
    ];
    expect(foreign.map((event) => brought(rules, event))).toEqual(foreign.map(() => []));
  });

  it('match the events of exactly the channels that are named, whatever their ids', () => {
    const id = fc.integer({ min: 1, max: 99_999_999 });
    fc.assert(
      fc.property(fc.uniqueArray(id, { minLength: 1, maxLength: 200 }), id, (ids, other) => {
        const rules = rulesFor({ channelArns: ids.map(channelArn) });
        const isOurs = ids.includes(other);
        expect(brought(rules, alertOf(channelArn(other)))).toHaveLength(isOurs ? 1 : 0);
        expect(brought(rules, alertOf(channelArn(ids[0] ?? 0)))).toHaveLength(1);
      }),
      { numRuns: 20 },
    );
  });

  it('keep their patterns when a channel is added after the others', () => {
    const channelArns = Array.from({ length: 100 }, (_, index) => channelArn(1_000_000 + index));
    const patterns = (arns: readonly string[]) =>
      rulesFor({ channelArns: arns }).map(({ pattern }) => pattern);
    const [before, after] = [patterns(channelArns), patterns([...channelArns, channelArn(1)])];
    expect(after.slice(0, -1)).toEqual(before.slice(0, -1));
  });

  it('send what they cannot deliver to the dead letters', () => {
    const rules = rulesFor({ channelArns: [channelArn(1)], flows: [{ arn: flowArn('1-a', 'a') }] });
    for (const { rule } of rules) {
      expect(propertyOf(rule, 'Targets')).toEqual([
        expect.objectContaining({ DeadLetterConfig: expect.anything() as unknown }),
      ]);
    }
    expect(rules).toHaveLength(2);
  });
});
