import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { attemptsTo, boundedCalls } from './aws-call-limits.ts';
import { reportMisread, type Observers, type ReportMisread } from './misread.ts';

/** The table, and the client to reach it with. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly name: string;
  /** Hears of what is stored and cannot be read; left out: nobody does. */
  readonly report?: ReportMisread;
}

/**
 * A client with bounds of its own: without them a lost connection would hold a decision for as long as the function may
 * run. Two quick retries inside, as every write is conditional or idempotent.
 */
export function openTable(name: string, observers: Observers): Table {
  const client = new DynamoDBClient(boundedCalls({ attempts: attemptsTo.dynamoDb, answerWithinMs: 1500 }));
  const marshallOptions = { removeUndefinedValues: true };
  const documents = DynamoDBDocumentClient.from(client, { marshallOptions });
  return { client: documents, name, report: reportMisread(observers) };
}
