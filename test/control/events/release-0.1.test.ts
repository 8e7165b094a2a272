/** Goal: what the first release has put into the queue, and has not taken out when this one is deployed, still counts. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parseMessage } from '../../../control/events/parse-message.ts';

const file = join(import.meta.dirname, '..', '..', 'aws', 'fixtures', 'release-0.1', 'messages.json');
/** As its functions (commit b37d387) sent them to the twin's SQS in the middle of a switch; the instant is a round one. */
const messages = JSON.parse(readFileSync(file, 'utf8')) as Record<
  'observation' | 'timer',
  { dueAt?: number }
>;
const channelArn = 'arn:aws:medialive:eu-west-1:000000000000:channel:5823937';
const now = 1_796_000_000_000;

const read = (message: unknown) =>
  parseMessage({ messageId: 'm-1', body: JSON.stringify(message) }, '000000000000', now);

describe('a message that the first release has sent', () => {
  it('wakes the worker at the same instant', () => {
    expect(read(messages.timer)).toEqual({
      type: 'channel',
      channelArn,
      event: { type: 'timer', id: 'm-1', timerId: 'health', dueAt: now },
    });
  });

  it('has the channel looked at', () => {
    expect(read(messages.observation)).toMatchObject({ channelArn });
    expect(read(messages.observation)).not.toMatchObject({ type: 'ignored' });
  });
});
