import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import type { Handled } from '../loop/handle-event.ts';
import type { LoopDeps } from '../loop/deps.ts';
import { isOfRule, isSentBy } from '../events/sender.ts';
import { parseMessage } from '../events/parse-message.ts';
import { ignored, type ForChannel, type Ignored, type ParsedMessage } from '../events/parsed-message.ts';
import type { Invocation } from '../ports/invocation.ts';
import type { MemberStore } from '../ports/member-store.ts';
import { noteLook } from './note-look.ts';
import { batchTimes, runPatiently, type Job } from './run-job.ts';
import { waitForUnstarted } from './unstarted-timers.ts';
import { workOf } from './work.ts';

export interface ControllerDeps extends LoopDeps {
  readonly members: Pick<MemberStore, 'usesOfFlow' | 'noteLook'>;
  /** Events of other accounts are refused. */
  readonly accountId: string;
  /** Of the functions that send timers and observations: from nobody else are they believed. */
  readonly ownRoleIds: readonly string[];
  /** Of the role that our rules bring events with: from nobody else are they believed. */
  readonly ruleRoleId: string;
}

/**
 * The controller decides on each message of the channel-events queue. It works through a batch: different channels at the same time, the events of one channel in their order, its timers last.
 * Names the messages that failed, so that only those come back.
 */
export async function processBatch(
  deps: ControllerDeps,
  { Records: records }: SQSEvent,
  { deadlineAt }: Pick<Invocation, 'deadlineAt'>,
): Promise<SQSBatchResponse> {
  const failed = new Set<string>();
  const times = batchTimes(deps.clock.now(), deadlineAt);
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
      const decided: Handled[] = [];
      for (const job of ofChannel) {
        await attempt(job.messageId, async () => {
          const made = await runPatiently(deps, job, times);
          if (!made) {
            ignore(deps, job.messageId, ignored('unmanaged-channel', job.channelArn));
            return;
          }
          decided.push(made);
          await noteLook(deps, job.channelArn, made.made.event);
        });
      }
      const last = ofChannel.at(-1);
      if (last) await attempt(last.messageId, () => waitForUnstarted(deps, last, decided, times));
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

function ignore({ logger, meter }: ControllerDeps, messageId: string, { reason, what }: Ignored): void {
  logger.warn('A message is ignored', { messageId, reason, what });
  meter.count('IgnoredMessages', reason);
}
