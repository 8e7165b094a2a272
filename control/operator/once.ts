import { createHash } from 'node:crypto';
import type { Millis } from '../../core/model/group.ts';
import type { GivenOrder } from '../ports/order-store.ts';
import type { OperatorContext } from './operator-deps.ts';
import type { OperatorOrder } from './protocol.ts';
import type { OperatorResponse } from './responses.ts';
import { Refusal } from './refusal.ts';

type SignedOrder = Extract<OperatorOrder, { dryRun: boolean }>;

/** Programs try again for minutes. A token that stands in a script must not swallow the order of the next day. */
const keptMs: Millis = 60 * 60_000;

/** Longer than the function can run: the function that had the token then no longer works on it. */
const atWorkMs: Millis = 40_000;

/** How often somebody who gave the same order at the same time looks for the answer to the first. */
const lookMs = 250;

/** An item of DynamoDB holds 400 kB. */
const answerBytesMax = 300_000;

/**
 * Carries out an order once for each token: the same request under the same token has the same answer, whatever that was, and
 * nothing is done again. Without a token, and of a dry run, which changes nothing, every request is one of its own.
 * @throws Refusal where the token stands for another request, or the result of this one is not known.
 */
export async function once(
  context: OperatorContext,
  order: SignedOrder,
  carryOut: () => Promise<OperatorResponse>,
): Promise<OperatorResponse> {
  const { clientToken, ...request } = order;
  if (clientToken === undefined || request.dryRun) return carryOut();
  const { orders, clock, logger } = context.deps;
  const fingerprint = createHash('sha256').update(JSON.stringify(request)).digest('hex');
  const now = clock.now();
  const given = await orders.claim(clientToken, { fingerprint, at: now }, now + keptMs);
  if (given) return answerTo(context, clientToken, fingerprint, given);
  const response = await carryOut();
  try {
    const answer = JSON.stringify(response);
    if (Buffer.byteLength(answer) <= answerBytesMax) await orders.keepAnswer(clientToken, answer);
  } catch (error) {
    logger.error('The answer to an order is not kept: the same token will not find it', { error });
  }
  return response;
}

/** What was answered to the order that has the token, as soon as it is there. */
async function answerTo(
  { deps: { orders, clock }, deadlineAt }: OperatorContext,
  token: string,
  fingerprint: string,
  first: GivenOrder,
): Promise<OperatorResponse> {
  if (first.fingerprint !== fingerprint) {
    throw new Refusal(
      'TOKEN_REUSED',
      `The token ${token} was given with another request at ${new Date(first.at).toISOString()}.`,
      'Give every order a token of its own, like a new UUID. A token is free again after an hour.',
    );
  }
  let given: GivenOrder | null = first;
  while (given?.answer === null && clock.now() < Math.min(deadlineAt, first.at + atWorkMs)) {
    await clock.sleep(lookMs);
    given = await orders.find(token, clock.now());
  }
  if (given?.answer != null) return JSON.parse(given.answer) as OperatorResponse;
  throw new Refusal(
    'OUTCOME_UNKNOWN',
    `This order was given before, at ${new Date(first.at).toISOString()}, and its result is not known. It was not given again.`,
    'The command "status" shows whether it was carried out. To give it again, use another token.',
  );
}
