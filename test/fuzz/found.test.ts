/** Goal: what the fuzz has found stays mended, each case as small as it was made. */
import { describe, expect, it } from '@jest/globals';
import { tokens } from '../../fuzz/input/tokens.ts';
import { fuzzMessages } from '../../fuzz/messages/fuzz-messages.ts';
import { account, channelArn } from '../../fuzz/plane/deployment.ts';
import { ownRoleIds, ruleRoleId } from '../../model/sqs-record.ts';

const { check } = fuzzMessages();

const sent = (from: string, thenMs: number, body: unknown) => ({
  batch: [{ body, from, receiveCount: 1 }],
  thenMs,
});

/** Such a message comes now, and MediaLive says 15 seconds later what is true. */
const mediaLive = (detailType: string, aheadMs: number, detail: object, thenMs: number) =>
  sent(`${ruleRoleId}:session`, thenMs, {
    id: 'event-1',
    source: 'aws.medialive',
    'detail-type': `MediaLive Channel ${detailType}`,
    account,
    time: tokens.iso(aheadMs),
    detail: { channel_arn: channelArn, ...detail },
  });

describe('what is dated a few seconds ahead', () => {
  const change = { pipeline: '0', active_input_attachment_name: 'site-B' };

  it('is an event that MediaLive can put right when it is asked', async () => {
    const deliveries = [
      mediaLive('Input Change', 9000, change, 15_000),
      mediaLive('State Change', 9000, { state: 'RUNNING' }, 1090),
    ];
    expect(await check({ policy: 'default', reconciling: false, deliveries })).toEqual([]);
  }, 30_000);

  it('is an observation that MediaLive can put right when it is asked', async () => {
    const on = (attachment: string) => ({ attachment, actionName: null });
    const pipelines = { '0': on('site-Z'), '1': on('site-A') };
    const channel = { at: tokens.millis(4001), state: 'RUNNING', pipelines };
    const body = {
      source: 'medialive-failover',
      kind: 'observation',
      channelArn,
      answers: { channel },
    };
    const deliveries = [sent(`${ownRoleIds.join('')}:function`, 15_000, body)];
    expect(await check({ policy: 'default', reconciling: false, deliveries })).toEqual([]);
  }, 30_000);
});
