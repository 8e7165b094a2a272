import { PutEventsCommand, type EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { messageSource } from '../../control/events/own-message.ts';
import type { EventPublisher } from '../../control/ports/event-publisher.ts';

/** Our events on an EventBridge bus. */
export function eventBridgePublisher(client: EventBridgeClient, busName: string): EventPublisher {
  return {
    publish: async (id, detailType, detail) => {
      const { Entries } = await client.send(
        new PutEventsCommand({
          Entries: [
            {
              EventBusName: busName,
              Source: messageSource,
              DetailType: detailType,
              Time: new Date(detail.at),
              Resources: [detail.channelArn],
              Detail: JSON.stringify({ id, ...detail, at: new Date(detail.at).toISOString() }),
            },
          ],
        }),
      );
      const refused = Entries?.find(({ ErrorCode }) => ErrorCode !== undefined);
      if (refused) {
        throw new Error(
          `EventBridge did not take "${detailType}" for bus ${busName}: ${refused.ErrorCode ?? ''} ${refused.ErrorMessage ?? ''}. It is owed and will be tried again.`,
        );
      }
    },
  };
}
