import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { CloudWatchClient, paginateListMetrics } from '@aws-sdk/client-cloudwatch';
import {
  EventBridgeClient,
  ListRulesCommand,
  PutEventsCommand,
  TestEventPatternCommand,
} from '@aws-sdk/client-eventbridge';
import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { SQSClient } from '@aws-sdk/client-sqs';
import { explained } from '../aws-error.ts';
import { awsMediaReader } from '../aws-media-reader.ts';
import { warnOfPlainHttp, type Warn } from '../plain-http.ts';
import type { Account, EventRule } from './account.ts';
import { awsChanger } from './aws-changer.ts';
import { listenTo } from './aws-listener.ts';
import { awsStacks } from './aws-stacks.ts';

/** Where the account is asked; left out: as AWS_REGION and the profile say. */
export interface Place {
  readonly region?: string | undefined;
}

/** The account through AWS's APIs, or the twin where AWS_ENDPOINT_URL says so. */
export function awsAccount(given: Place, warn: Warn): Account {
  const place = given.region === undefined ? {} : { region: given.region };
  const cloudWatch = new CloudWatchClient(place);
  const events = new EventBridgeClient(place);
  const iam = new IAMClient(place);
  const lambda = new LambdaClient(place);
  const stacks = new CloudFormationClient(place);
  const queues = new SQSClient(place);
  for (const client of [cloudWatch, events, iam, lambda, stacks, queues]) warnOfPlainHttp(client, warn);
  return {
    ...awsMediaReader(place, warn),
    ...awsChanger(place, warn),
    ...awsStacks(stacks),
    ...eventReader(events),
    listen: (channelArn) => listenTo(channelArn, { events, queues }),
    region: async () => {
      try {
        return await lambda.config.region();
      } catch (error) {
        throw explained(error, {});
      }
    },
    metrics: async (Namespace, MetricName) => {
      const found: Record<string, string>[] = [];
      for await (const { Metrics = [] } of paginateListMetrics(
        { client: cloudWatch },
        { Namespace, MetricName },
      )) {
        for (const { Dimensions = [] } of Metrics) {
          found.push(Object.fromEntries(Dimensions.map(({ Name = '', Value = '' }) => [Name, Value])));
        }
      }
      return found;
    },
    concurrency: async () => {
      const { AccountLimit } = await lambda.send(new GetAccountSettingsCommand({}));
      const { ConcurrentExecutions: limit = 0, UnreservedConcurrentExecutions: unreserved = 0 } =
        AccountLimit ?? {};
      return { limit, unreserved };
    },
    simulate: async (PolicySourceArn, actions, resource) => {
      const { EvaluationResults = [] } = await iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn,
          ActionNames: [...actions],
          ResourceArns: [resource],
        }),
      );
      return Object.fromEntries(
        EvaluationResults.map(({ EvalActionName = '', EvalDecision = '' }) => [EvalActionName, EvalDecision]),
      );
    },
  };
}

function eventReader(events: EventBridgeClient): Pick<Account, 'rules' | 'fits' | 'putEvent'> {
  return {
    rules: async (source) => {
      const found: EventRule[] = [];
      let NextToken: string | undefined;
      do {
        const page = await events.send(new ListRulesCommand({ NextToken }));
        for (const { Name: name = '', EventPattern: pattern = '' } of page.Rules ?? []) {
          if (pattern.includes(`"${source}"`)) found.push({ name, pattern });
        }
        ({ NextToken } = page);
      } while (NextToken !== undefined);
      return found;
    },
    fits: async (EventPattern, event) => {
      const { Result = false } = await events.send(
        new TestEventPatternCommand({ EventPattern, Event: JSON.stringify(event) }),
      );
      return Result;
    },
    putEvent: async (EventBusName) => {
      const Entries = [{ EventBusName, Source: 'failover.verify', DetailType: 'Question', Detail: '{}' }];
      const answer = await events.send(new PutEventsCommand({ Entries }));
      return answer.Entries?.[0]?.ErrorCode ?? null;
    },
  };
}
