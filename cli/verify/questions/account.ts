import type { FirstPage } from '../account.ts';
import { loggedChanges, loggedAlerts } from '../logged.ts';
import { answer, free, refusalIn, unseen, type Ground, type Question } from '../question.ts';

/** What the twin takes for the size of a page that nobody has asked for. */
const believedPage = 20;
/** Times of events are to the second, and a function needs its own moment. */
const lateMs = 3000;

/** Of AWS in general. */
export const accountQuestions: readonly Question[] = [
  {
    id: 'page-size',
    section: 'account',
    question: 'How many items has a page of MediaLive when the caller names no number?',
    believed: `${believedPage} (\`pageSize\`)`,
    cost: free,
    byHand: '`aws medialive list-inputs --no-paginate` in an account with more of them than a page has.',
    probe: pageSize,
  },
  {
    id: 'event-lateness',
    section: 'account',
    question: "How late, how often twice, how often out of order do MediaLive's events arrive?",
    believed: 'within 3 s of their time; else as the delivery knobs say',
    cost: free,
    byHand:
      '`failover history --channel CHANNEL` after a practice: `eventTime` against the time of the entry.',
    probe: eventLateness,
  },
  {
    id: 'missing-bus',
    section: 'account',
    question: 'Which error answers a `PutEvents` entry for a bus that does not exist?',
    believed: '`ResourceNotFoundException`, on the entry',
    cost: { usd: 0, changes: 'Offers one event to an event bus that is not there.' },
    byHand: '`aws events put-events` with an `EventBusName` that is not there.',
    probe: missingBus,
  },
  {
    id: 'redrive-deny',
    section: 'account',
    question:
      "Does a Deny in a dead-letter queue's policy stop SQS's own redrive, or EventBridge's (`aws:PrincipalIsAWSService`)?",
    believed: 'no',
    cost: free,
    byHand:
      'Put a Deny for all but services on a test queue that is the dead-letter queue of another, let a message fail there, and look where it is.',
  },
  {
    id: 'sender-of-rules',
    section: 'account',
    question: 'Which sender does SQS name where EventBridge sends?',
    believed: 'an id that no role has',
    cost: free,
    byHand: 'Receive a message of a test queue behind a rule with `--attribute-names SenderId`.',
  },
  {
    id: 'warm-container',
    section: 'account',
    question: 'How long does a container stay warm?',
    believed: 'as long as the twin runs',
    cost: free,
    byHand: "The lines `INIT_START` in the controller's log group, against the time since the event before.",
  },
];

async function pageSize({ account, channels }: Ground) {
  const pages: [call: string, page: FirstPage][] = [
    ['ListChannels', await account.firstPageOf('channels')],
    ['ListInputs', await account.firstPageOf('inputs')],
  ];
  for (const { Id } of await channels()) {
    pages.push(['DescribeSchedule', await account.firstPageOfSchedule(Id)]);
  }
  const cut = pages.find(([, { hasMore }]) => hasMore);
  const long = pages.find(([, { items }]) => items > believedPage);
  const found = cut ?? long;
  if (found === undefined) {
    const longest = Math.max(...pages.map(([, { items }]) => items));
    return unseen(`No list here is longer than a page: ${longest} items at most.`);
  }
  const [call, { items, hasMore }] = found;
  return answer(
    hasMore && items === believedPage,
    `${call} gave ${items} items and ${hasMore ? 'said that there are more' : 'all at once'}.`,
  );
}

async function eventLateness(ground: Ground) {
  const entries = await Promise.all((await ground.channels()).map((channel) => ground.history(channel)));
  const logged = entries.flatMap((log) => [...loggedAlerts(log ?? []), ...loggedChanges(log ?? [])]);
  const late = logged.map(({ at, decidedAt }) => decidedAt - at);
  if (late.length === 0) return unseen('No event of MediaLive is in the log of a channel.');
  const worst = Math.max(...late);
  return answer(
    worst <= lateMs,
    `${late.length} events, the last to arrive ${(worst / 1000).toFixed(1)} s after its time.`,
  );
}

async function missingBus({ account }: Ground) {
  const bus = 'failover-verify-no-such-bus';
  const answered = await account.putEvent(bus).catch((error: unknown) => refusalIn(error));
  if (answered instanceof Error) return answer(false, `The whole call was refused: ${answered.name}.`);
  return answer(answered === 'ResourceNotFoundException', `The entry got ${answered ?? 'no error'}.`);
}
