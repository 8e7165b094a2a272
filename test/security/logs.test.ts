/** Goal: what others have written can neither forge a line of a log, nor end one, nor reach people as something else. */
import { describe, expect, it } from '@jest/globals';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { mockClient } from 'aws-sdk-client-mock';
import { snsNotifier } from '../../aws/adapters/sns-notifier.ts';
import { jsonLogger } from '../../aws/observability/json-logger.ts';
import { forging } from './hostile.ts';

describe('a line of a log', () => {
  it('stays one line, and one object, whatever is in it', () => {
    const lines: string[] = [];
    const logger = jsonLogger((line) => lines.push(line), { service: 'controller' });
    const text = `x\n{"level":"INFO","message":"all is well"}\r\n${forging}`;
    logger.warn(text, { reason: text, [text]: text, error: new Error(text) });
    expect(lines).toHaveLength(1);
    expect(lines[0]).not.toMatch(/[\n\r]/);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'WARN', message: text, reason: text });
  });
});

describe('the subject of a message to people', () => {
  it.each([
    'news: x\nBcc: somebody@example.org',
    'news:\tx',
    `news: ${forging}`,
    'ü'.repeat(200),
    'x'.repeat(200),
    '\ud800',
  ])('is one short line of plain letters: %j', async (subject) => {
    const sns = mockClient(SNSClient);
    sns.on(PublishCommand).resolves({});
    const notification = { event: 'switch-started', failoverGroup: 'news', at: 0 };
    await snsNotifier(new SNSClient({}), 'arn:aws:sns:eu-west-1:000000000000:topic').notify(
      subject,
      notification as Parameters<ReturnType<typeof snsNotifier>['notify']>[1],
    );
    expect(sns.commandCalls(PublishCommand)[0]?.args[0].input.Subject).toMatch(/^[\x20-\x7e]{1,99}$/);
    sns.restore();
  });
});
