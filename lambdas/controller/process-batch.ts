import type { SQSBatchResponse, SQSRecord } from 'aws-lambda';
import type { DecideDeps } from '../shared/decide/deps.ts';
import { decideOn } from '../shared/decide/decide.ts';
import { patienceUntil } from '../shared/decide/patience.ts';
import { isOfRule, isSentBy } from '../shared/events/sender.ts';
import { parseMessage } from '../shared/events/parse-message.ts';
import {
  ignored,
  type ForChannel,
  type Ignored,
  type ParsedMessage,
} from '../shared/events/parsed-message.ts';
import type { Millis } from '../../core/model/group.ts';
import type { MemberStore } from '../shared/ports/member-store.ts';
import { workOf, type Work } from './work.ts';

export interface ControllerDeps extends DecideDeps {
  readonly members: Pick<MemberStore, 'usesOfFlow'>;
  /** Events of other accounts are refused. */
  readonly accountId: string;
  /** Of the functions that send timers and observations: from nobody else are they believed. */
  readonly ownRoleIds: readonly string[];
  /** Of the role that our rules bring events with: from nobody else are they believed. */
  readonly ruleRoleId: string;
}

/** What the function needs to come to an end in good order, after the last retry of an effect. */
const reserveMs = 4000;

/**
 * How long after the start of a batch what has failed is tried again. Most failures are of a moment, and a message that goes
 * back to the queue returns after 40 s, when the failover should long be over. What keeps failing must not hold up the rest.
 */
const tryAgainMs = 8000;

/** A timer that is due sooner than the queue can tell is waited for. */
const waitMaxMs = 1000;

interface Job extends Work {
  readonly messageId: string;
  readonly redelivered: boolean;
}

/**
 * Works through a batch: different channels at the same time, the events of one channel in their order, its timers last.
 * Names the messages that failed, so that only those come back.
 */
export async function processBatch(
  deps: ControllerDeps,
  records: readonly SQSRecord[],
  deadlineAt: Millis,
): Promise<SQSBatchResponse> {
  const failed = new Set<string>();
  const patienceUntilMs = Math.min(deps.clock.now() + tryAgainMs, deadlineAt - reserveMs);
  const attempt = async (messageId: string, work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      failed.add(messageId);
      deps.logger.error('A message failed and will be delivered again', { messageId, error });
    }
  };
  const jobs: (readonly Job[])[] = await Promise.all(
    records.map(async (record) => {
      let found: readonly Job[] = [];
      await attempt(record.messageId, async () => {
        found = await jobsOf(deps, record);
      });
      return found;
    }),
  );
  await Promise.all(
    byChannel(jobs.flat()).map(async (ofChannel) => {
      for (const job of ofChannel) {
        await attempt(job.messageId, () => runPatiently(deps, job, deadlineAt, patienceUntilMs));
      }
    }),
  );
  return { batchItemFailures: [...failed].map((itemIdentifier) => ({ itemIdentifier })) };
}

async function jobsOf(deps: ControllerDeps, record: SQSRecord): Promise<readonly Job[]> {
  const { messageId, attributes } = record;
  const work = await workOf(understood(deps, record), deps.members);
  if ('reason' in work) {
    ignore(deps, messageId, work);
    return [];
  }
  const redelivered = Number(attributes.ApproximateReceiveCount) > 1;
  return work.map((item) => ({ ...item, messageId, redelivered }));
}

function understood(deps: ControllerDeps, record: SQSRecord): ParsedMessage {
  const message = parseMessage(record, deps.accountId, deps.clock.now());
  if (message.type === 'ignored') return message;
  const { SenderId } = record.attributes;
  const isGenuine = isOurs(message)
    ? isSentBy(SenderId, deps.ownRoleIds)
    : isOfRule(SenderId, deps.ruleRoleId);
  if (isGenuine) return message;
  const what =
    message.type === 'channel'
      ? `${message.event.type} of ${message.channelArn}`
      : `${message.news.type} of ${message.flowArn}`;
  return ignored('foreign-sender', `${what}, sent by ${SenderId}`);
}

/** What only our functions have to say: no service sends such a thing. */
function isOurs(message: ParsedMessage): message is ForChannel {
  return message.type === 'channel' && ['timer', 'observation'].includes(message.event.type);
}

/**
 * The jobs of each channel: what has happened first, then timers. One that is early waits, and what came with it must not
 * wait behind it: good news would be heard of only when the window is over.
 */
function byChannel(jobs: readonly Job[]): readonly (readonly Job[])[] {
  const channels = [...new Set(jobs.map(({ channelArn }) => channelArn))];
  return channels.map((channelArn) => {
    const own = jobs.filter((job) => job.channelArn === channelArn);
    const isTimer = ({ event }: Job) => event.type === 'timer';
    return [...own.filter((job) => !isTimer(job)), ...own.filter(isTimer)];
  });
}

/** Runs a job again where it fails; what a failed try has left behind is carried on as after a redelivery. */
async function runPatiently(
  deps: ControllerDeps,
  job: Job,
  deadlineAt: Millis,
  untilMs: Millis,
): Promise<void> {
  if (deps.clock.now() >= deadlineAt - reserveMs) throw new Error('There was no time left to work on it.');
  const patience = patienceUntil(untilMs, deps);
  for (let next = job; ; next = { ...job, redelivered: true }) {
    try {
      await runJob(deps, next, deadlineAt);
      return;
    } catch (error) {
      if (!(await patience.wait())) throw error;
      deps.logger.warn('A message failed and is tried again', { messageId: job.messageId, error });
    }
  }
}

async function runJob(deps: ControllerDeps, job: Job, deadlineAt: Millis): Promise<void> {
  const { channelArn, event, messageId, redelivered } = job;
  const logger = deps.logger.with({ channel: channelArn, eventId: event.id });
  if (event.type === 'timer') {
    const earlyMs = event.dueAt - deps.clock.now();
    if (earlyMs > 0 && earlyMs <= waitMaxMs) await deps.clock.sleep(earlyMs);
  }
  const circumstances = { deadlineAt: deadlineAt - reserveMs, redelivered };
  const decided = await decideOn({ ...deps, logger }, channelArn, event, circumstances);
  if (!decided) {
    ignore({ ...deps, logger }, messageId, {
      type: 'ignored',
      reason: 'unmanaged-channel',
      what: channelArn,
    });
  }
}

function ignore({ logger, meter }: ControllerDeps, messageId: string, { reason, what }: Ignored): void {
  logger.warn('A message is ignored', { messageId, reason, what });
  meter.count('IgnoredMessages', reason);
}
