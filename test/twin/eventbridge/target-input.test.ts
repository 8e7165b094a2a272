import { describe, expect, it } from '@jest/globals';
import type { AwsEvent } from '../../../twin/event-bus.ts';
import { targetPayload, valueAt, type TargetInput } from '../../../twin/eventbridge/target-input.ts';

const event: AwsEvent = {
  version: '0',
  id: 'id-1',
  'detail-type': 'Order Placed',
  source: 'orders',
  account: '000000000000',
  time: '2026-11-21T12:00:00Z',
  region: 'eu-west-1',
  resources: ['r1'],
  detail: { name: 'a "quoted" name', count: 3, nested: { list: [{ x: 1 }] } },
};

const origin = { ruleArn: 'arn:rule', ruleName: 'rule', ingestionTime: event.time };
const payload = (target: TargetInput): string => targetPayload(target, event, origin);

describe('targetPayload', () => {
  it('is the event when the target says nothing', () => {
    expect(JSON.parse(payload({}))).toEqual(event);
  });

  it('is the constant of Input', () => {
    expect(payload({ Input: '{"a":1}' })).toBe('{"a":1}');
  });

  it('is the part that InputPath names, and null when it is not there', () => {
    expect(payload({ InputPath: '$.detail.nested' })).toBe('{"list":[{"x":1}]}');
    expect(payload({ InputPath: '$.detail.missing' })).toBe('null');
  });

  it('fills a JSON template: texts get quotes outside of quotes only', () => {
    const InputTemplate = '{"name":<name>,"count":<count>,"text":"<name>: <count>","part":<part>}';
    const InputPathsMap = { name: '$.detail.name', count: '$.detail.count', part: '$.detail.nested' };
    expect(JSON.parse(payload({ InputTransformer: { InputPathsMap, InputTemplate } }))).toEqual({
      name: 'a "quoted" name',
      count: 3,
      text: 'a "quoted" name: 3',
      part: { list: [{ x: 1 }] },
    });
  });

  it('knows the predefined variables and leaves other angle brackets alone', () => {
    const InputTemplate = '"<aws.events.rule-name> <unknown>"';
    expect(payload({ InputTransformer: { InputTemplate } })).toBe('"rule <unknown>"');
    const whole = payload({ InputTransformer: { InputTemplate: '<aws.events.event.json>' } });
    expect(JSON.parse(whole)).toEqual(event);
  });
});

describe('valueAt', () => {
  it('follows names and indexes', () => {
    expect(valueAt(event, '$.detail.nested.list[0].x')).toBe(1);
    expect(valueAt(event, '$.detail.nested.list[1].x')).toBeUndefined();
    expect(valueAt(event, '$')).toBe(event);
  });

  it('rejects paths it would read wrongly', () => {
    expect(() => valueAt(event, '$.detail..x')).toThrow(/JSON paths of the form/);
  });
});
