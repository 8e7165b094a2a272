import fc from 'fast-check';
import type { Millis } from '../../core/model/group.ts';
import { workSource } from '../../control/lifecycle/work.ts';
import { isSentBy } from '../../control/events/sender.ts';
import { ownRoleIds, ruleRoleId, sqsRecord } from '../../model/sqs-record.ts';
import type { Campaign } from '../campaign.ts';
import { garbage } from '../input/garbage.ts';
import { isPolluted } from '../input/polluted.ts';
import { jsonOf } from '../input/tokens.ts';
import { channelArn, flowArnOf } from '../plane/deployment.ts';
import { stackArn, works } from './works.ts';
import { Workshop } from './workshop.ts';

interface SentWork {
  readonly body: unknown;
  readonly from: string;
}
type Batches = readonly (readonly SentWork[])[];

const own = `${ownRoleIds.join('')}:function`;
const rules = `${ruleRoleId}:session`;
const strangers = ['AROASTRANGER:ann', 'AIDAEVENTBRIDGE', '', `x${own}`];

/** Who sends, in a case: strangers alone, with our rules, or with the function itself as well. */
const senders = fc.constantFrom(
  strangers,
  [...strangers, rules, rules, rules],
  [...strangers, rules, own, own, own],
);
const batches: fc.Arbitrary<Batches> = senders.chain((among) => {
  const sent = fc.record({
    body: fc.oneof({ weight: 12, arbitrary: works }, { weight: 1, arbitrary: garbage }),
    from: fc.constantFrom(...among),
  });
  return fc.array(fc.array(sent, { minLength: 1, maxLength: 10 }), {
    minLength: 1,
    maxLength: 30,
    size: 'max',
  });
});

const sound = {
  source: workSource,
  stackId: stackArn,
  channels: [channelArn],
  flows: [flowArnOf(1, 'A', 0)],
};

/** As our rule tells of it. */
const rollBackAt = (at: Millis) => ({
  source: 'aws.cloudformation',
  stackId: stackArn,
  status: 'UPDATE_ROLLBACK_COMPLETE',
  at: new Date(at).toISOString(),
});

/** Messages of the lifecycle function's work queue. */
export function fuzzWork(): Campaign<Batches> {
  return {
    what: 'messages of the lifecycle function',
    cases: batches,
    sizeOf: (given) => given.reduce((sum, batch) => sum + batch.length, 0),
    check: endure,
  };
}

async function endure(given: Batches): Promise<readonly string[]> {
  const shop = new Workshop();
  for (const batch of given) {
    const records = batch.map(({ body, from }, index) =>
      sqsRecord(`sent-${index}`, jsonOf(body, shop.now()), 1, from),
    );
    const good = sqsRecord('good', { ...sound, goal: 'run', because: rollBackAt(shop.now()) }, 1, rules);
    const failed = await shop.deliver([...records, good]);
    if (failed.includes('good')) shop.objections.push('a message failed because of those that came with it');
    await shop.workOff();
    shop.pass(1000);
    if (shop.objections.length > 0) return shop.objections;
  }
  const isByUs = given.flat().some(({ from }) => isSentBy(from, ownRoleIds));
  const orders = shop.workflow.orders.map(({ act, arn }) => `${act} ${arn}`);
  const harm = orders.filter((order) => !order.startsWith('start-') && !order.startsWith('clear-mark'));
  if (!isByUs && harm.length > 0) shop.objections.push(`somebody else had it ${harm.join(', ')}`);
  if (isPolluted()) shop.objections.push('a message reached the prototype of all objects');
  await proveThatItWorks(shop);
  return shop.objections;
}

/** A channel that is to stop is stopped. */
async function proveThatItWorks(shop: Workshop): Promise<void> {
  await shop.deliver([sqsRecord('stop', { ...sound, goal: 'stop' })]);
  await shop.workOff();
  const state = shop.workflow.channels.get(channelArn)?.state;
  if (state !== 'IDLE') shop.objections.push(`a channel that was to stop is ${String(state)}`);
}
