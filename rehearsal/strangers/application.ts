import { EventBridgeClient, ListRulesCommand, ListTargetsByRuleCommand } from '@aws-sdk/client-eventbridge';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';
import { parsePolicy } from '../../twin/iam/policy.ts';
import type { DrillStage } from '../drill-stage.ts';

const account = '000000000000';
const roleArn = `arn:aws:iam::${account}:role/application`;

/** A rule as somebody finds it who may look at all rules. */
export interface FoundRule {
  readonly name: string;
  readonly arn: string;
  readonly pattern: string;
  readonly targetId: string;
}

/** An application role with `sqs:*` and `events:*` on everything, and what it finds out with these rights alone. */
export interface Application {
  readonly sqs: SQSClient;
  readonly events: EventBridgeClient;
  readonly region: string;
  readonly channelArn: string;
  /** Where a function reads what happens to channels. */
  readonly eventsQueue: string;
  /** Where the function that starts and stops the channel reads its work. */
  readonly workQueue: string;
  readonly deadLetters: string;
  /** The role that the rules bring events with. */
  readonly deliveryRole: string;
  readonly arnOf: (queueUrl: string) => string;
  /** Ours, by a part of its name. */
  readonly rule: (part: string) => FoundRule;
  readonly close: () => void;
}

/** Assumes the role, as an application of the account would, and looks around. */
export async function openApplication({ twin, workflow }: DrillStage): Promise<Application> {
  const { access, endpoint, region } = twin;
  if (!access.hasRole(roleArn)) {
    const Statement = { Effect: 'Allow', Action: ['sqs:*', 'events:*'], Resource: '*' };
    access.addRole(roleArn, 'AROAAPPLICATION');
    access.addToRole(roleArn, parsePolicy({ Statement }, 'application'));
  }
  const credentials = { accessKeyId: await assume(endpoint, region), secretAccessKey: 'twin' };
  const settings = { endpoint, region, credentials, maxAttempts: 1 };
  const sqs = new SQSClient(settings);
  const events = new EventBridgeClient(settings);
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const rules = await rulesSeenBy(events);
  const queue = (pattern: RegExp) =>
    found(
      QueueUrls.find((url) => pattern.test(url)),
      String(pattern),
    );
  return {
    sqs,
    events,
    region,
    channelArn: workflow.channelArn,
    eventsQueue: queue(/ChannelEventsQueue/),
    workQueue: queue(/LifecycleFunctionQueue/),
    deadLetters: queue(/ChannelEventsDeadLetters/),
    deliveryRole: found(rules.find(({ role }) => role !== undefined)?.role, 'a role of a target'),
    arnOf: (url) => `arn:aws:sqs:${region}:${account}:${url.split('/').at(-1) ?? ''}`,
    rule: (part) =>
      found(
        rules.find(({ name }) => name.includes(part)),
        `a rule ${part}`,
      ),
    close: () => {
      sqs.destroy();
      events.destroy();
    },
  };
}

async function rulesSeenBy(
  events: EventBridgeClient,
): Promise<readonly (FoundRule & { readonly role?: string })[]> {
  const { Rules = [] } = await events.send(new ListRulesCommand({}));
  return Promise.all(
    Rules.map(async ({ Name: name = '', Arn: arn = '', EventPattern: pattern = '' }) => {
      const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule: name }));
      const [target] = Targets;
      const role = target?.RoleArn;
      return { name, arn, pattern, targetId: target?.Id ?? '', ...(role !== undefined && { role }) };
    }),
  );
}

async function assume(endpoint: string, region: string): Promise<string> {
  const reply = await fetch(endpoint, {
    method: 'POST',
    headers: { authorization: `AWS4-HMAC-SHA256 Credential=x/20261121/${region}/sts/aws4_request` },
    body: new URLSearchParams({ Action: 'AssumeRole', RoleArn: roleArn, RoleSessionName: 'attack' }),
  });
  return found(/<AccessKeyId>(.*?)</.exec(await reply.text())?.[1], 'an access key for the role');
}

function found<T>(value: T | undefined, what: string): T {
  if (value === undefined) throw new Error(`The application finds no ${what}.`);
  return value;
}
