import type { ScheduleAction } from '@aws-sdk/client-medialive';
import type { Account } from '../../../cli/verify/account.ts';
import type { LookedAt } from '../../../cli/verify/question.ts';

const arn = 'arn:aws:medialive:eu-west-1:111122223333:channel:1234567';

/** What the SDK throws: named, with what it knows of the answer. */
export function sdkError(name: string, message: string, httpStatusCode = 400): Error {
  return Object.assign(new Error(message), { name, $metadata: { httpStatusCode } });
}

/** An account with one channel on air whose schedule refuses a name that it has; every answer can be replaced. */
export class FakeAccount {
  readonly schedule: ScheduleAction[] = [];
  readonly updates: string[] = [];
  /** Whether a name may be there twice, as on an AWS that differs from the twin. */
  allowsDuplicates = false;
  channel: LookedAt = {
    Id: '1234567',
    Arn: arn,
    Name: 'secret-channel',
    State: 'RUNNING',
    InputAttachments: [
      { InputAttachmentName: 'A', InputId: '1' },
      { InputAttachmentName: 'B', InputId: '2' },
    ],
    PipelineDetails: [
      { PipelineId: '0', ActiveInputAttachmentName: 'A' },
      { PipelineId: '1', ActiveInputAttachmentName: 'A' },
    ],
  };

  /** What the command asks; `other` answers instead. */
  port(other: Partial<Account> = {}): Account {
    const nothing = () => Promise.reject(sdkError('UnknownOperationException', 'Not in this test.'));
    return {
      region: () => Promise.resolve('eu-west-1'),
      channels: () => Promise.resolve([this.channel]),
      channel: () => Promise.resolve(this.channel),
      schedule: () => Promise.resolve(this.schedule),
      firstPageOf: () => Promise.resolve({ items: 20, hasMore: true }),
      firstPageOfSchedule: () => Promise.resolve({ items: 0, hasMore: false }),
      concurrency: () => Promise.resolve({ limit: 1000, unreserved: 900 }),
      updateSchedule: (_id, { creates = [], deletes = [] }) => this.#update(creates, deletes),
      input: nothing,
      flow: nothing,
      shownFlow: nothing,
      alerts: nothing,
      startChannel: nothing,
      startFlow: nothing,
      metrics: nothing,
      rules: nothing,
      fits: nothing,
      putEvent: nothing,
      listen: () => Promise.resolve({ heard: () => Promise.resolve([]), close: () => Promise.resolve() }),
      simulate: nothing,
      stackOf: nothing,
      template: nothing,
      changesOf: nothing,
      ...other,
    };
  }

  #update(creates: readonly ScheduleAction[], deletes: readonly string[]): Promise<void> {
    this.updates.push(
      ...creates.map(({ ActionName = '' }) => `+${ActionName}`),
      ...deletes.map((name) => `-${name}`),
    );
    const taken = creates.find(({ ActionName }) =>
      this.schedule.some((one) => one.ActionName === ActionName),
    );
    if (taken !== undefined && !this.allowsDuplicates) {
      return Promise.reject(sdkError('UnprocessableEntityException', 'The name is taken.', 422));
    }
    this.schedule.push(...creates);
    for (const name of deletes) {
      const index = this.schedule.findIndex(({ ActionName }) => ActionName === name);
      if (index >= 0) this.schedule.splice(index, 1);
    }
    return Promise.resolve();
  }
}
