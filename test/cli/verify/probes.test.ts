/** Goal: a probe tells what it was made to tell apart, on answers that the twin does not give. */
import type { ChannelAlert } from '@aws-sdk/client-medialive';
import { describe, expect, it } from '@jest/globals';
import type { Account } from '../../../cli/verify/account.ts';
import type { Ground, LookedAt } from '../../../cli/verify/question.ts';
import { allQuestions } from '../../../cli/verify/questions.ts';
import { switchAction } from '../../../cli/verify/harmless-switch.ts';
import { swappedInputs } from '../../../cli/verify/swapped-inputs.ts';
import { FakeAccount } from './fake-account.ts';

const now = Date.parse('2026-11-21T15:00:00Z');

interface Given {
  readonly log?: Awaited<ReturnType<Ground['history']>>;
  readonly channel?: Partial<LookedAt>;
}

/** What the probe of a question makes of an account's answers. */
async function probed(id: string, other: Partial<Account>, { log = null, channel: more }: Given = {}) {
  const fake = new FakeAccount();
  const channel = { ...fake.channel, ...more };
  const probe = allQuestions.find((question) => question.id === id)?.probe;
  const answer = await probe?.({
    account: fake.port(other),
    channels: () => Promise.resolve([channel]),
    named: () => channel,
    history: () => Promise.resolve(log),
    status: () => Promise.resolve(null),
    release: () => Promise.resolve(),
    now: () => now,
    sleep: () => Promise.resolve(),
    putBack: () => undefined,
  });
  return answer?.verdict;
}

describe('the dimensions of MediaPackage v2', () => {
  const v2 = { ChannelGroup: 'g', Channel: 'c', IngestEndpoint: '1' };
  it.each([
    ['as believed', [v2, { ...v2, IngestEndpoint: '2' }]],
    ['different', [{ ...v2, IngestEndpoint: 'a1b2c3' }]],
    ['different', [{ ChannelGroupName: 'g', Channel: 'c', IngestEndpoint: '1' }]],
    ['cannot be seen', [{ Channel: 'v1', IngestEndpoint: 'x' }]],
    ['cannot be seen', []],
  ])('are %s: %j', async (verdict, metrics) => {
    expect(await probed('package-dimensions', { metrics: () => Promise.resolve(metrics) })).toBe(verdict);
  });
});

it.each([
  ['as believed', [{ FlowARN: 'a' }, { FlowARN: 'a', SourceARN: 'b' }]],
  ['different', [{ Flow: 'a' }]],
  ['cannot be seen', []],
])("the dimension of the flows' metrics is %s: %j", async (verdict, metrics) => {
  expect(await probed('flow-dimension', { metrics: () => Promise.resolve(metrics) })).toBe(verdict);
});

describe('a page', () => {
  it.each([
    ['as believed', { items: 20, hasMore: true }],
    ['different', { items: 10, hasMore: true }],
    ['different', { items: 21, hasMore: false }],
    ['cannot be seen', { items: 20, hasMore: false }],
  ])('is %s: %j', async (verdict, page) => {
    expect(await probed('page-size', { firstPageOf: () => Promise.resolve(page) })).toBe(verdict);
  });
});

describe('an attachment that gets another input', () => {
  const template = JSON.stringify({
    Resources: {
      C: {
        Type: 'AWS::MediaLive::Channel',
        Properties: { InputAttachments: [{ InputId: { Ref: 'A' } }, { InputId: { Ref: 'B' } }] },
      },
    },
  });
  it.each([
    ['as believed', 'True'],
    ['different', 'False'],
    ['different', 'Conditional'],
  ])('replaces the channel %s: %s', async (verdict, replacement) => {
    const change = { type: 'AWS::MediaLive::Channel', replacement };
    const other = {
      stackOf: () => Promise.resolve('stack'),
      template: () => Promise.resolve(template),
      changesOf: () => Promise.resolve([change]),
    };
    expect(await probed('attachment-replaces', other)).toBe(verdict);
  });

  it('is asked with the two inputs exchanged, and nothing else', () => {
    expect(swappedInputs(template)).toBe(
      template.replace('"A"', '"X"').replace('"B"', '"A"').replace('"X"', '"B"'),
    );
    expect([swappedInputs('not JSON'), swappedInputs('{"Resources":{}}')]).toEqual([null, null]);
  });
});

describe('an alert of the input that was left', () => {
  const switchedAt = now - 60_000;
  const alert = (cleared: number | null, setAt = switchedAt - 20_000): ChannelAlert => ({
    AlertType: 'Stopped Receiving UDP Input',
    Message: 'Stopped receiving network data on [A]',
    SetTimestamp: new Date(setAt),
    ...(cleared !== null && { ClearedTimestamp: new Date(cleared) }),
  });
  it.each([
    ['as believed', alert(switchedAt + 900)],
    ['different', alert(null)],
    ['different', alert(switchedAt + 40_000)],
    ['cannot be seen', alert(switchedAt - 5000)],
    ['cannot be seen', alert(null, switchedAt + 5000)],
  ])('is %s: %j', async (verdict, one) => {
    const other = {
      alerts: () => Promise.resolve([one]),
      schedule: () => Promise.resolve([switchAction('s', 'B', switchedAt)]),
    };
    expect(await probed('cleared-by-switch', other)).toBe(verdict);
  });
});

describe('an alarm that came as an event', () => {
  const log = [
    {
      at: '2026-11-21T14:50:01.000Z',
      rule: 'evidence',
      outcome: 'noted',
      why: '',
      evidence: { alarmId: 'x', eventTime: '2026-11-21T14:50:00.000Z' },
    },
  ];
  const listed = (Id: string, SetTimestamp: string) => ({
    alerts: () => Promise.resolve([{ Id, SetTimestamp: new Date(SetTimestamp) }]),
  });
  it.each([
    ['as believed', listed('x', '2026-11-21T14:50:00.400Z')],
    ['different', listed('y', '2026-11-21T14:50:00.400Z')],
    ['cannot be seen', listed('y', '2026-11-21T14:55:00.000Z')],
  ])('is on the list %s', async (verdict, other) => {
    expect(await probed('alert-id', other, { log })).toBe(verdict);
  });
});

describe('a role', () => {
  it.each([
    ['as believed', 'allowed'],
    ['different', 'implicitDeny'],
  ])('may write logs %s: %s', async (verdict, decision) => {
    const simulate: Account['simulate'] = (_role, actions) =>
      Promise.resolve(Object.fromEntries(actions.map((action) => [action, decision])));
    const channel = { RoleArn: 'arn:aws:iam::111122223333:role/r', LogLevel: 'INFO' } as const;
    expect(await probed('role-logs', { simulate }, { channel })).toBe(verdict);
  });
});
