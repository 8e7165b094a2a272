import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  BatchUpdateScheduleCommand,
  DescribeChannelCommand,
  DescribeScheduleCommand,
  ListAlertsCommand,
  MediaLiveClient,
} from '@aws-sdk/client-medialive';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';

/**
 * The least a handler with the controller's clients can be: it makes them all and reads the table once. What the controller
 * takes longer than this is what its own code costs.
 */
const table = DynamoDBDocumentClient.from(new DynamoDBClient());
const clients = [new MediaLiveClient(), new SQSClient(), new SNSClient(), new EventBridgeClient()];

/** Kept so that the bundler keeps them: the controller uses the same ones. */
export const commands = [
  BatchUpdateScheduleCommand,
  DescribeChannelCommand,
  DescribeScheduleCommand,
  ListAlertsCommand,
  PublishCommand,
  PutCommand,
  PutEventsCommand,
  SendMessageCommand,
];

export async function handler(): Promise<number> {
  await table.send(
    new QueryCommand({
      TableName: 'bench',
      KeyConditionExpression: 'PK = :pk',
      ExpressionAttributeValues: { ':pk': 'CHANNEL#1' },
      ConsistentRead: true,
    }),
  );
  return clients.length;
}
