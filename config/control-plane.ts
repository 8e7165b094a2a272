import * as v from 'valibot';
import { duration } from './duration.ts';
import { wholeNumber } from './whole-number.ts';

/** What CloudWatch Logs accepts as a retention, in days, as far as it is of use here (BM:logs.PutRetentionPolicy). */
export const logRetentionDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const;

/**
 * A role or user in one account, known by its name: an ARN of a session, or a pattern that any principal would match, would be
 * a hole in the queues' policies.
 */
const principalArn = v.pipe(
  v.string(),
  v.regex(
    /^arn:aws[\w-]*:iam::\d{12}:(?:role|user)\/[\w+=,.@/*-]{1,200}$/,
    'Allowed: the ARN of an IAM role or user, like arn:aws:iam::111122223333:role/operators.',
  ),
  v.check(
    (arn) => arn.slice(arn.indexOf('/')).replace(/[*/]/g, '').length >= 4,
    '`*` stands for any text in a name, but give at least four characters of it.',
  ),
);

/** How the control plane itself is kept. */
export const controlPlane = v.pipe(
  v.object({
    keepHistory: v.pipe(
      v.optional(duration({ min: '1d', max: '3650d' }), '90d'),
      v.transform((ms) => Math.ceil(ms / 86_400_000)),
      v.description(
        'How long the event and change logs are kept, in whole days (DynamoDB expires the entries).',
      ),
    ),
    keepLogs: v.pipe(
      v.optional(v.picklist(logRetentionDays), 30),
      v.description(
        "How many days the functions' own logs are kept (the steps are those of CloudWatch Logs).",
      ),
    ),
    queueAdministrators: v.pipe(
      v.optional(v.pipe(v.array(principalArn), v.maxLength(10, 'Allowed: at most ten.')), []),
      v.description(
        'ARNs of IAM roles or users (`*`: any text in the name) who may purge the queues and send dead letters back; nobody else may, administrators included. Also a role of your own that CloudFormation works with.',
      ),
    ),
    eventRole: v.pipe(
      v.optional(v.boolean(), false),
      v.description(
        'Whether EventBridge brings events with a role, which nobody can pass who may only change rules. Try it on your account first: pages of AWS contradict each other on roles for queues.',
      ),
    ),
    dashboard: v.pipe(
      v.optional(v.boolean(), true),
      v.description(
        'Whether CloudWatch has a dashboard of the control plane. Nothing depends on it; from the fourth of an account on one costs 3 USD a month.',
      ),
    ),
    onDelete: v.pipe(
      v.optional(v.picklist(['retain', 'destroy']), 'retain'),
      v.description('What becomes of the table, and of the history in it, when the stack is deleted.'),
    ),
    operatorConcurrency: v.pipe(
      v.optional(wholeNumber(2, 100, 'With one, a request that takes long would keep out the next order.')),
      v.description(
        'How many requests of operators are worked on at once: reserved for them, and no more. Left out: what the account has free. AWS refuses a reservation that leaves the account fewer than 100.',
      ),
    ),
  }),
  v.transform((given) => ({
    historyDays: given.keepHistory,
    logDays: given.keepLogs,
    queueAdministrators: given.queueAdministrators,
    eventRole: given.eventRole,
    dashboard: given.dashboard,
    onDelete: given.onDelete,
    operatorConcurrency: given.operatorConcurrency,
  })),
  v.description('How the control plane itself is kept.'),
);
