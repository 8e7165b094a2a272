import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import type { Notifier } from '../ports/notifier.ts';

/** SNS takes less than 100 characters of printable ASCII (API reference of Publish). */
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
          Subject: subject.replace(/[^\x20-\x7e]/g, ' ').slice(0, subjectCharactersMax),
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
