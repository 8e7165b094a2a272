import { describe, expect, it } from '@jest/globals';
import {
  batchMax,
  controllersMax,
  receiveMax,
  reconcileEveryMs,
  timeoutsMs,
  visibilityMs,
} from '../../model/deployed.ts';
import { minimalText } from '../config/minimal.ts';
import { propertyOf, templatesOf } from '../lib/synthesize.ts';

const [template] = templatesOf(minimalText);
const all = (type: string) => Object.entries(template?.findResources(type) ?? {});
const propertiesOf = (type: string, name: RegExp) =>
  all(type)
    .filter(([id]) => name.test(id))
    .map(([, resource]) => (resource as { Properties: Readonly<Record<string, unknown>> }).Properties);

describe('what simulation and replays copy from the template', () => {
  it.each(Object.entries(timeoutsMs))('is how long the %s may run', (name, timeoutMs) => {
    const found = all('AWS::Lambda::Function').filter(([id]) => new RegExp(name, 'i').test(id));
    expect(found.map(([, resource]) => propertyOf(resource, 'Timeout'))).toEqual([timeoutMs / 1000]);
  });

  it('is how the queue gives messages again, and how often', () => {
    const queues = propertiesOf('AWS::SQS::Queue', /./).filter((queue) => 'RedrivePolicy' in queue);
    expect(queues).toMatchObject([
      { VisibilityTimeout: visibilityMs / 1000, RedrivePolicy: { maxReceiveCount: receiveMax } },
    ]);
  });

  it('is how many messages a controller takes, and how many controllers there are', () => {
    expect(propertiesOf('AWS::Lambda::EventSourceMapping', /./)).toMatchObject([
      { BatchSize: batchMax, ScalingConfig: { MaximumConcurrency: controllersMax } },
    ]);
  });

  it('is how often the reconciler runs', () => {
    expect(reconcileEveryMs).toBe(60_000);
    expect(propertiesOf('AWS::Scheduler::Schedule', /./)).toMatchObject([
      { ScheduleExpression: 'rate(1 minute)' },
    ]);
  });
});
