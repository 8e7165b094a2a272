import type { SQSRecord } from 'aws-lambda';
import fc from 'fast-check';
import type { Millis } from '../../core/model/group.ts';
import { ownRoleIds, ruleRoleId, sqsRecord } from '../../model/sqs-record.ts';
import { garbage, text } from '../input/garbage.ts';
import { nearly } from '../input/mutate.ts';
import { jsonOf, tokens } from '../input/tokens.ts';
import type { Plane } from '../plane/plane.ts';
import { capturedEvents } from './captured.ts';
import { awsEvents } from './events.ts';
import { ownMessages } from './own-messages.ts';

/** A message as somebody sends it. */
export interface Sent {
  /** A text is sent as it is; anything else as JSON. */
  readonly body: unknown;
  /** Whom SQS names as its sender. */
  readonly from: string;
  readonly receiveCount: number;
}

/** A batch of the queue, and how long nothing is sent after it. */
export interface Delivery {
  readonly batch: readonly Sent[];
  readonly thenMs: Millis;
}

const own = `${ownRoleIds.join('')}:function`;
const rules = `${ruleRoleId}:session`;

/**
 * Who sends: mostly the right sender, so that what is sent is looked at, now and then anybody. What comes from a function of ours or by
 * our rules is no more true than the rest.
 */
const strangers = ['AROASTRANGER:ann', 'AIDAEVENTBRIDGE', '000000000000', '', `x${own}`, own, rules];
const sentAs = (sender: string) =>
  fc.oneof(
    { weight: 6, arbitrary: fc.constant(sender) },
    { weight: 1, arbitrary: fc.constantFrom(...strangers) },
  );
const receiveCount = fc.constantFrom(1, 1, 1, 1, 2, 5);
const captured = fc.constantFrom(...capturedEvents());

const bodies: fc.Arbitrary<Pick<Sent, 'body' | 'from'>> = fc.oneof(
  { weight: 7, arbitrary: from(nearly(fc.oneof(...awsEvents))) },
  { weight: 3, arbitrary: from(nearly(fc.oneof(...ownMessages)), sentAs(own)) },
  { weight: 1, arbitrary: from(nearly(captured)) },
  { weight: 1, arbitrary: from(fc.oneof(garbage, text)) },
  {
    weight: 1,
    arbitrary: from(fc.constantFrom('{', '[', 'null', '{}', 'NaN', '"', '\ufeff{}', tokens.deep(30_000))),
  },
);

function from(
  body: fc.Arbitrary<unknown>,
  sender: fc.Arbitrary<string> = sentAs(rules),
): fc.Arbitrary<Pick<Sent, 'body' | 'from'>> {
  return fc.record({ body, from: sender });
}

const sent: fc.Arbitrary<Sent> = fc
  .tuple(bodies, receiveCount)
  .map(([given, count]) => ({ ...given, receiveCount: count }));

/** Mostly at once, now and then for as long as windows, timers and memories last. */
const pauses = fc.oneof(
  { weight: 8, arbitrary: fc.integer({ min: 0, max: 1500 }) },
  { weight: 3, arbitrary: fc.integer({ min: 1500, max: 15_000 }) },
  { weight: 1, arbitrary: fc.integer({ min: 15_000, max: 150_000 }) },
);

export const deliveries: fc.Arbitrary<Delivery> = fc.record({
  batch: fc.array(sent, { minLength: 1, maxLength: 10 }),
  thenMs: pauses,
});

/** The records of a batch, as the event source mapping hands them over now. */
export function recordsOf({ batch }: Delivery, plane: Plane): readonly SQSRecord[] {
  const now = plane.time.now();
  return batch.map(({ body, from: sender, receiveCount: count }) =>
    sqsRecord(plane.nextRecordId(), jsonTextOf(body, now), count, sender),
  );
}

/** What is no JSON is sent as it is. */
function jsonTextOf(body: unknown, now: Millis): string {
  if (typeof body !== 'string') return jsonOf(body, now);
  const isToken = jsonOf(body, now) !== JSON.stringify(body);
  return isToken ? jsonOf(body, now) : body;
}
