import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Notifier } from '../../control/ports/notifier.ts';

/** SNS takes printable ASCII of less than 100 characters, the first of which is no blank (API Publish, Subject). */
const subjectCharactersMax = 99;

/**
 * Notifications through SNS: the fields as JSON, and as attributes what subscriptions may want to filter by.
 */
export function snsNotifier(client: SNSClient, topicArn: string): Notifier {
  return {
    notify: async (subject, notification) => {
      const { event, failoverGroup, at } = notification;
      await client.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: subjectOf(subject),
          Message: JSON.stringify({ ...notification, at: new Date(at).toISOString() }, null, 2),
          MessageAttributes: {
            event: { DataType: 'String', StringValue: event },
            failoverGroup: { DataType: 'String', StringValue: failoverGroup },
          },
        }),
      );
    },
  };
}

function subjectOf(text: string): string {
  const shown = text
    .replace(/[^\x20-\x7e]/g, ' ')
    .trimStart()
    .slice(0, subjectCharactersMax);
  return shown === '' ? 'MediaLive failover' : shown;
}
