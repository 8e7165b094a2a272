import { isRecord } from '../../config/record.ts';
import type { Deployed } from './deployed-resources.ts';
import { mostOnOne, ofType, type Quota } from './quota.ts';

/** Lambda keeps so many executions for functions without a reservation (Lambda Developer Guide, "Configuring reserved concurrency"). */
const unreservedMin = 100;

/** What the control plane and the functions beside a channel take. */
export const accountQuotas: readonly Quota[] = [
  {
    id: 'lambda-concurrent-executions',
    service: 'Lambda',
    name: 'Concurrent executions',
    code: 'L-B99A9384',
    byDefault: 1000,
    of: 'the region',
    raisable: true,
    takes:
      '20 for the controller, 1 or 2 for each other function, 100 for `operatorConcurrency`: **have 100 at least**',
    count: concurrency,
    note: '10 in some new accounts',
    source: 'Lambda Developer Guide, "Lambda quotas": 1,000, new accounts have reduced ones',
  },
  {
    id: 'eventbridge-rules',
    service: 'EventBridge',
    name: 'Number of rules',
    code: 'L-244521F2',
    byDefault: 300,
    elsewhere: { 'af-south-1': 100, 'eu-south-1': 100 },
    of: 'each event bus',
    raisable: true,
    takes: '1 for every 85 channels and for some 24 flows: 126 for 700 channels with four flows each',
    count: mostOnOne('AWS::Events::Rule', ({ EventBusName }) => [EventBusName ?? 'default']),
    source: 'EventBridge User Guide, "Quotas"',
  },
  {
    id: 'iam-roles',
    service: 'IAM',
    name: 'Roles per account',
    byDefault: 1000,
    of: 'the account',
    raisable: true,
    takes: 'some 5 for each channel that is built, and 5',
    count: ofType('AWS::IAM::Role'),
    source: 'IAM User Guide, "IAM and AWS STS quotas": 1,000, up to 5,000 when asked for',
  },
];

/** How many executions may run at once. What a queue hands over is bounded by its mapping; the rest is called one by one. */
function concurrency(deployed: Deployed): number {
  const functions = deployed.filter(({ type }) => type === 'AWS::Lambda::Function');
  const mappings = deployed.filter(({ type }) => type === 'AWS::Lambda::EventSourceMapping');
  const more = mappings.map(({ properties: { ScalingConfig: scaling } }) =>
    isRecord(scaling) ? Number(scaling['MaximumConcurrency'] ?? 1) - 1 : 0,
  );
  const reserved = functions
    .map(({ properties }) => properties['ReservedConcurrentExecutions'])
    .filter((count) => count !== undefined)
    .map((count) => Number(count) - 1);
  const total = [...more, ...reserved].reduce((sum, count) => sum + count, functions.length);
  return total + (reserved.length > 0 ? unreservedMin : 0);
}
