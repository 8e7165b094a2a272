import * as v from 'valibot';
import { plainText } from '../../config/plain-text.ts';
import { instantOf } from '../events/instant.ts';
import { signatory } from './signatory.ts';

/**
 * The operator function's language: one request in, one response out (responses.ts), both JSON. The command line and the web page speak it;
 * anything else that may invoke the function can.
 */

/** One line that shows what it is. */
const text = (charactersMax: number) =>
  v.pipe(
    v.string(),
    v.trim(),
    v.nonEmpty('There is nothing in it. Give it a word, or leave it out where it may be left out.'),
    v.maxLength(
      charactersMax,
      ({ input }) => `It has ${input.length} characters. Allowed: ${charactersMax}. Make it shorter.`,
    ),
    plainText,
  );
/** A whole number within bounds. */
const wholeNumber = (max: number, advice: string) =>
  v.pipe(
    v.number(),
    v.check(
      (given) => Number.isInteger(given) && given >= 1 && given <= max,
      ({ input }) => `${String(input)} is not allowed. Allowed: a whole number from 1 to ${max}. ${advice}`,
    ),
  );
/** A channel by ARN, id or name. */
const channel = text(256);
const group = text(128);
const reason = text(500);
/** A moment that there is: what only looks like one is refused here and not met as NaN further in. */
const instant = v.pipe(
  v.string(),
  v.maxLength(64),
  v.isoTimestamp('It is not a time. Give an instant like 2026-11-21T12:00:00Z.'),
  v.check(
    (given) => Number.isFinite(instantOf(given)),
    'There is no such moment; give it like 2026-11-21T12:00:00Z.',
  ),
);
/** No sort key of DynamoDB has more bytes. */
const cursorCharactersMax = 1024;
/** The key of a log entry: its time and its id. */
const cursor = v.pipe(
  v.string(),
  v.maxLength(cursorCharactersMax),
  v.regex(/^\d{4}-[\dT:.-]+Z#[!-~]+$/, 'Give back `next` of the page before as it was.'),
  v.check(
    (given) => Number.isFinite(instantOf(given.split('#', 1).join(''))),
    'Give back `next` of the page before as it was.',
  ),
);

/** Made anew for each order: too long to be a word that somebody uses twice. It becomes part of a key of the table. */
const clientToken = v.pipe(
  v.string(),
  v.regex(
    /^[A-Za-z0-9_-]{16,64}$/,
    'A token is 16 to 64 letters, digits, hyphens and underscores, like a new UUID.',
  ),
);

/** Who gives the order and why; both are kept in the log. `by` defaults to "operator". */
const order = {
  by: v.optional(v.pipe(text(128), signatory)),
  reason: v.optional(reason),
  /** Decide and say what would happen; change nothing. */
  dryRun: v.optional(v.boolean(), false),
  /** Makes it safe to give the order again: within an hour, the same token means the same order, and the same answer. */
  clientToken: v.optional(clientToken),
};
const scope = { channel: v.optional(channel), group: v.optional(group) };
const namesOneScope = (request: { channel?: string | undefined; group?: string | undefined }) =>
  (request.channel === undefined) !== (request.group === undefined);
const oneScopeMessage = 'Name either a channel or a group.';

export const listRequest = v.strictObject({ command: v.literal('list') });
export const statusRequest = v.strictObject({ command: v.literal('status'), channel });
export const switchRequest = v.strictObject({
  command: v.literal('switch'),
  channel,
  /** The name of a site. */
  to: text(128),
  /** A time in the future; without it: now. */
  at: v.optional(instant),
  /** Switch even to a site that is disabled or unhealthy. */
  force: v.optional(v.boolean(), false),
  ...order,
});
/** Takes back a planned switch. */
export const cancelRequest = v.strictObject({ command: v.literal('cancel'), channel, ...order });
/** Has automation leave a channel, or every channel of a group, alone. */
export const holdRequest = v.pipe(
  v.strictObject({
    command: v.literal('hold'),
    ...scope,
    ...order,
    reason,
    /** Until it ends by itself; without it: until released. At most 30 days. */
    forSeconds: v.optional(
      wholeNumber(
        30 * 86_400,
        'A hold ends after 30 days at most; without an end it lasts until it is released.',
      ),
    ),
  }),
  v.check((request) => namesOneScope(request), oneScopeMessage),
);
export const releaseRequest = v.pipe(
  v.strictObject({ command: v.literal('release'), ...scope, ...order }),
  v.check((request) => namesOneScope(request), oneScopeMessage),
);
/** Whether automation may choose a site of a failover group. */
export const enableRequest = v.strictObject({
  command: v.literal('enable'),
  group,
  site: text(128),
  ...order,
});
export const disableRequest = v.strictObject({
  command: v.literal('disable'),
  group,
  site: text(128),
  ...order,
});

/** Pages backwards through the log of a channel or a group, newest first. */
export const historyRequest = v.pipe(
  v.strictObject({
    command: v.literal('history'),
    ...scope,
    limit: v.optional(wholeNumber(200, 'Older entries come with `cursor`.'), 50),
    /** Nothing older than this. */
    since: v.optional(instant),
    /** `next` of the page before. */
    cursor: v.optional(cursor),
  }),
  v.check((request) => namesOneScope(request), oneScopeMessage),
);

export const operatorRequest = v.variant('command', [
  listRequest,
  statusRequest,
  switchRequest,
  cancelRequest,
  holdRequest,
  releaseRequest,
  enableRequest,
  disableRequest,
  historyRequest,
]);
/** As a caller writes it: what has a default may be left out. */
export type OperatorRequest = v.InferInput<typeof operatorRequest>;
/** As the function reads it: defaults filled in. */
export type OperatorOrder = v.InferOutput<typeof operatorRequest>;
