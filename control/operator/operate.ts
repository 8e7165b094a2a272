import * as v from 'valibot';
import { underPresentName } from '../../config/former-name.ts';
import type { Millis } from '../../core/model/group.ts';
import { ConflictsExhausted } from '../loop/commit.ts';
import type { Invocation } from '../ports/invocation.ts';
import { channelOrder } from './commands/channel-order.ts';
import { groupOrder } from './commands/group-order.ts';
import { history } from './commands/history.ts';
import { list } from './commands/list.ts';
import { status } from './commands/status.ts';
import { once } from './once.ts';
import type { OperatorContext, OperatorDeps } from './operator-deps.ts';
import { operatorRequest, type OperatorOrder } from './protocol.ts';
import type { OperatorFailure, OperatorResponse } from './responses.ts';
import { Refusal } from './refusal.ts';

/** What the function needs to come to an end in good order, after the last retry of an effect. */
const reserveMs: Millis = 4000;

/**
 * The operator function: carries out one request (protocol.ts). Whatever comes of it is a response; the invocation itself does not
 * fail.
 */
export async function operate(
  deps: OperatorDeps,
  request: unknown,
  { deadlineAt, requestId }: Invocation,
): Promise<OperatorResponse> {
  const context: OperatorContext = { deps, deadlineAt: deadlineAt - reserveMs, requestId };
  const parsed = v.safeParse(operatorRequest, underPresentName(request, 'site'));
  if (!parsed.success) return invalid(parsed.issues);
  const order = parsed.output;
  if (!('dryRun' in order)) return answer(context, order);
  try {
    return await once(context, order, () => answer(context, order));
  } catch (error) {
    return failureOf(context, order, error);
  }
}

async function answer(context: OperatorContext, order: OperatorOrder): Promise<OperatorResponse> {
  try {
    const response = await dispatch(context, order);
    context.deps.logger.info('An order was carried out', { order });
    return response;
  } catch (error) {
    return failureOf(context, order, error);
  }
}

function dispatch(context: OperatorContext, order: OperatorOrder): Promise<OperatorResponse> {
  switch (order.command) {
    case 'list':
      return list(context);
    case 'status':
      return status(context, order);
    case 'history':
      return history(context, order);
    case 'switch':
    case 'cancel':
      return channelOrder(context, order, order.channel);
    case 'hold':
    case 'release':
      return order.channel === undefined
        ? groupOrder(context, order, order.group ?? '')
        : channelOrder(context, order, order.channel);
    case 'enable':
    case 'disable':
      return groupOrder(context, order, order.group);
  }
}

/** What was wrong may be as long as what was given. */
const remarksMax = 3;
const remarkCharactersMax = 300;

function invalid(issues: readonly v.BaseIssue<unknown>[]): OperatorFailure {
  // Of what is wrong with one value the first says enough.
  const paths = issues.map((issue) => v.getDotPath(issue));
  const remarks = issues
    .filter((_issue, index) => paths.indexOf(paths[index] ?? null) === index)
    .slice(0, remarksMax)
    .map((issue) => `${v.getDotPath(issue) ?? 'request'}: ${remarkOn(issue)}`.slice(0, remarkCharactersMax));
  return failure(
    'INVALID_REQUEST',
    remarks.join('; '),
    'Of the command line, "failover COMMAND --help" says more.',
  );
}

/** What is of another kind than it has to be valibot says for programmers. */
function remarkOn({ kind, message, expected, received }: v.BaseIssue<unknown>): string {
  if (kind !== 'schema') return message;
  if (received === 'undefined') return `It is missing. Give ${expected ?? 'it'}.`;
  if (expected === 'never') return 'There is no such key here. Leave it out.';
  return `${received} is not allowed. Allowed: ${expected ?? 'something else'}.`;
}

/** What an error says may name roles, tables and accounts: the caller gets its name, the log the rest. */
function failureOf(
  { deps: { logger }, requestId }: OperatorContext,
  order: OperatorOrder,
  error: unknown,
): OperatorFailure {
  if (error instanceof Refusal) {
    logger.info('An order was refused', { order, reason: error.message });
    return error.failure;
  }
  logger.error('An order failed', { order, error });
  if (error instanceof ConflictsExhausted) {
    return failure('CONFLICT', error.message, 'Look at its status, then try again.');
  }
  return failure(
    'INTERNAL',
    `The request failed: ${nameOf(error)}, request ${requestId}.`,
    'The log of the operator function has the details under this request id. "status" shows whether anything was done.',
  );
}

/** The name of an error is a word; what is none was put there by somebody else. */
function nameOf(error: unknown): string {
  const name = error instanceof Error ? error.name : typeof error;
  return /^\w{1,64}$/.test(name) ? name : 'Error';
}

function failure(code: OperatorFailure['error']['code'], message: string, hint: string): OperatorFailure {
  return { ok: false, error: { code, message, hint } };
}
