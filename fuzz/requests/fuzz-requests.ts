import fc from 'fast-check';
import * as v from 'valibot';
import type { Millis } from '../../core/model/group.ts';
import { operatorResponse, type OperatorResponse } from '../../control/operator/responses.ts';
import type { Campaign } from '../campaign.ts';
import { isPolluted } from '../input/polluted.ts';
import { jsonOf } from '../input/tokens.ts';
import { channelArn, groupName, policyNames, sites, type PolicyName } from '../plane/deployment.ts';
import { Plane, type Plant } from '../plane/plane.ts';
import { proveThatItWorks } from '../proof.ts';
import { requests } from './requests.ts';

/** Requests that come at the same time, and how long nobody asks after them. */
interface Asked {
  readonly together: readonly unknown[];
  readonly thenMs: Millis;
}

/** What one channel's operators do. */
interface Shift {
  readonly policy: PolicyName;
  readonly asked: readonly Asked[];
}

const askedMax = 250;
/** As many operators at once as are not worth more tries. */
const togetherMax = 3;

const pauses = fc.oneof(
  { weight: 5, arbitrary: fc.integer({ min: 0, max: 4000 }) },
  { weight: 2, arbitrary: fc.integer({ min: 4000, max: 60_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 60_000, max: 400_000 }) },
);
const shifts: fc.Arbitrary<Shift> = fc.record({
  policy: fc.constantFrom(...policyNames),
  asked: fc.array(
    fc.record({ together: fc.array(requests, { minLength: 1, maxLength: togetherMax }), thenMs: pauses }),
    { minLength: 1, maxLength: askedMax, size: 'max' },
  ),
});

/** Requests to the operator function; a caller may ask for anything. */
export function fuzzRequests(plant?: Plant): Campaign<Shift> {
  return {
    what: 'requests to the operator function',
    cases: shifts,
    sizeOf: ({ asked }) => asked.reduce((sum, { together }) => sum + together.length, 0),
    check: (shift) => work(shift, plant),
  };
}

async function work({ policy, asked }: Shift, plant?: Plant): Promise<readonly string[]> {
  const plane = await Plane.deployed(policy, plant);
  for (const { together, thenMs } of asked) {
    const now = plane.time.now();
    // What is no JSON never reaches a function.
    const given = together.map((request) => JSON.parse(jsonOf(request, now) || 'null') as unknown);
    for (const [index, answer] of (await plane.ask(given)).entries()) {
      const objection = objectionTo(answer);
      if (objection !== null) plane.objections.push(`${objection} to ${JSON.stringify(together[index])}`);
    }
    await plane.pass(thenMs);
    if (plane.objections.length > 0) return plane.objections;
  }
  if (isPolluted()) plane.objections.push('a request reached the prototype of all objects');
  await tidyUp(plane);
  if (plane.objections.length === 0) await proveThatItWorks(plane, policy);
  return plane.objections;
}

/** A response is one of the protocol's, and never that something went wrong inside. */
function objectionTo(answer: OperatorResponse | undefined): string | null {
  if (!v.is(operatorResponse, answer)) return `no answer of the protocol, ${JSON.stringify(answer)},`;
  return !answer.ok && answer.error.code === 'INTERNAL' ? JSON.stringify(answer.error) : null;
}

/** Longer than any window of a budget, and than any plan that has begun. */
const budgetFreeMs: Millis = 2 * 3_600_000;

/** Takes back what operators may do and have to undo themselves: holds, disabled sites, plans. */
async function tidyUp(plane: Plane): Promise<void> {
  const orders: readonly unknown[] = [
    { command: 'release', channel: channelArn },
    { command: 'release', group: groupName },
    ...sites.map((site) => ({ command: 'enable', group: groupName, site })),
    { command: 'cancel', channel: channelArn },
  ];
  for (const order of orders) {
    await plane.ask([order]);
    await plane.pass(3000);
  }
  plane.reconciling = false;
  await plane.pass(budgetFreeMs);
}
