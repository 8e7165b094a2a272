/**
 * Goal: an application role with `sqs:*` and `events:*` on `*` moves, freezes and stops nothing, while the channel is failed over
 * as always. On the twin, with the policies of the template and the deployed functions.
 */
import type { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import {
  DeleteRuleCommand,
  ListRulesCommand,
  ListTargetsByRuleCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import type { SQSClient } from '@aws-sdk/client-sqs';
import {
  AddPermissionCommand,
  ChangeMessageVisibilityBatchCommand,
  ChangeMessageVisibilityCommand,
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  DeleteMessageCommand,
  DeleteQueueCommand,
  ListQueuesCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  RemovePermissionCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openApplication, type Application } from '../../rehearsal/strangers/application.ts';
import { forgeriesFor, type Forgeries } from '../../rehearsal/strangers/forgeries.ts';
import { rehearse, windowSettings } from '../../rehearsal/rehearsal.ts';
import { openDrillStage, type DrillStage } from '../../rehearsal/drill-stage.ts';
import { openSynthesis } from '../../rehearsal/synthesis.ts';
import { Timeline } from '../../rehearsal/timeline.ts';

const playMs = 240_000;
const settings = [...windowSettings('1s'), { path: ['start', 'type'], value: 'immediate' }];

describe('an application that may do everything with queues and rules', () => {
  const synthesis = openSynthesis();
  let stage: DrillStage;
  let close: (() => Promise<void>) | undefined;
  let application: Application;
  let forge: Forgeries;
  let sqs: SQSClient;
  let events: EventBridgeClient;
  let urls: readonly string[];

  const functionNamed = (part: string) =>
    stage.twin.functions.list().find(({ logicalId }) => logicalId.includes(part))?.name ?? part;

  beforeAll(async () => {
    const rehearsal = rehearse(settings, { eventRole: true });
    const assembly = await synthesis.assemblyOf(rehearsal, new AbortController().signal);
    const timeline = new Timeline(() => undefined);
    const { signal } = new AbortController();
    stage = await openDrillStage({ rehearsal, assembly, timeline, signal });
    ({ close } = stage);
    application = await openApplication(stage);
    forge = forgeriesFor(application);
    ({ sqs, events } = application);
    urls = (await sqs.send(new ListQueuesCommand({}))).QueueUrls ?? [];
  }, playMs);

  afterAll(async () => {
    application.close();
    await close?.();
    synthesis.close();
  });

  it('is refused all that it tries with each of the queues', async () => {
    expect(urls).toHaveLength(4);
    for (const QueueUrl of urls) {
      const handle = { QueueUrl, ReceiptHandle: 'x' };
      const set = (Attributes: Record<string, string>) =>
        sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
      const Entries = [{ Id: 'a', MessageBody: forge.sawIdle() }];
      const attempts: readonly (() => Promise<unknown>)[] = [
        () => sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: forge.sawIdle() })),
        () =>
          sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: forge.work('stop'), DelaySeconds: 900 })),
        () => sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries })),
        () => sqs.send(new ReceiveMessageCommand({ QueueUrl, VisibilityTimeout: 43_200 })),
        () => sqs.send(new DeleteMessageCommand(handle)),
        () =>
          sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries: [{ Id: 'a', ReceiptHandle: 'x' }] })),
        () => sqs.send(new ChangeMessageVisibilityCommand({ ...handle, VisibilityTimeout: 43_200 })),
        () =>
          sqs.send(
            new ChangeMessageVisibilityBatchCommand({
              QueueUrl,
              Entries: [{ Id: 'a', ReceiptHandle: 'x', VisibilityTimeout: 43_200 }],
            }),
          ),
        () => sqs.send(new PurgeQueueCommand({ QueueUrl })),
        () => sqs.send(new DeleteQueueCommand({ QueueUrl })),
        () => sqs.send(new RemovePermissionCommand({ QueueUrl, Label: 'OnlyOursTouchMessages' })),
        () =>
          sqs.send(
            new AddPermissionCommand({
              QueueUrl,
              Label: 'x',
              AWSAccountIds: ['000000000000'],
              Actions: ['*'],
            }),
          ),
        () => set({ Policy: '' }),
        () => set({ DelaySeconds: '900' }),
        () => set({ VisibilityTimeout: '43200' }),
        () => set({ MessageRetentionPeriod: '60' }),
        () => set({ MaximumMessageSize: '1024' }),
        () => set({ RedriveAllowPolicy: '{"redrivePermission":"allowAll"}' }),
        () =>
          set({
            RedrivePolicy: JSON.stringify({
              deadLetterTargetArn: application.arnOf(QueueUrl),
              maxReceiveCount: 1,
            }),
          }),
        () => sqs.send(new StartMessageMoveTaskCommand({ SourceArn: application.arnOf(QueueUrl) })),
      ];
      for (const [index, attempt] of attempts.entries()) {
        const name = await attempt().then(
          () => 'nothing was refused',
          (error: unknown) => (error as Error).name,
        );
        expect([QueueUrl, index, name]).toEqual([QueueUrl, index, 'AccessDeniedException']);
      }
    }
  });

  it('has no message moved to where a function reads it', async () => {
    for (const target of [application.eventsQueue, application.workQueue]) {
      const RedrivePolicy = JSON.stringify({
        deadLetterTargetArn: application.arnOf(target),
        maxReceiveCount: 1,
      });
      await expect(
        sqs.send(new CreateQueueCommand({ QueueName: 'mine', Attributes: { RedrivePolicy } })),
      ).rejects.toMatchObject({ name: 'InvalidParameterValue' });
    }
  });

  it('can have our rules send nothing but what they match: it may not pass the role that they bring it with', async () => {
    const { Rules = [] } = await events.send(new ListRulesCommand({}));
    const ours = (part: string) => Rules.find(({ Name = '' }) => Name.includes(part))?.Name ?? part;
    const pattern = JSON.stringify({ source: ['my.app'] });
    const put = (rule: string, target: string, Input: string, role: object) => {
      const Targets = [{ Id: 'forged', Arn: application.arnOf(target), Input, ...role }];
      return events.send(new PutTargetsCommand({ Rule: rule, Targets }));
    };
    const forgeries = [
      ['mine', application.eventsQueue, forge.stopped()],
      [ours('-flow-'), application.eventsQueue, forge.stopped()],
      [ours('RolledBack'), application.workQueue, forge.work('stop')],
    ] as const;
    for (const [rule, queue, said] of forgeries) {
      await events.send(new PutRuleCommand({ Name: rule, EventPattern: pattern }));
      const { Targets = [] } = await events.send(
        new ListTargetsByRuleCommand({ Rule: rule === 'mine' ? ours('-flow-') : rule }),
      );
      const RoleArn = Targets[0]?.RoleArn ?? '';
      expect(RoleArn).toContain(':role/');
      const denied = { name: 'AccessDeniedException', message: expect.stringContaining('iam:PassRole') };
      await expect(put(rule, queue, said, { RoleArn })).rejects.toMatchObject(denied);
      await put(rule, queue, said, {});
    }
    const Entries = [{ Source: 'my.app', DetailType: 'MediaLive Channel State Change', Detail: '{}' }];
    await events.send(new PutEventsCommand({ Entries }));
    const outcomes = () =>
      stage.twin.deliveries
        .list()
        .filter(({ event }) => event.source === 'my.app')
        .map(({ outcome }) => outcome);
    // Two of our rules bring the event itself, as it is; what was forged is refused three times.
    expect(await stage.until(() => outcomes().length >= 5, 5000)).toBe(true);
    expect(outcomes().toSorted()).toEqual(['delivered', 'delivered', 'failed', 'failed', 'failed']);
    const logged = (text: string) =>
      stage.twin.functions.logs.list().some((line) => line.text.includes(text));
    expect(await stage.until(() => logged('unknown-detail-type'), 10_000)).toBe(true);
    expect((await stage.status())?.pipelines).toMatchObject({
      '0': { running: true },
      '1': { running: true },
    });
    await expect(events.send(new DeleteRuleCommand({ Name: ours('-flow-') }))).rejects.toThrow(/targets/);
  }, 60_000);

  it('does not keep our functions from what they do: the loss of a site is answered within its budget', async () => {
    const controller = stage.twin.functions.find(functionNamed('Controller'))?.roleArn ?? '';
    const resource = application.arnOf(application.eventsQueue);
    for (const action of ['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage']) {
      expect(stage.twin.access.roleMay(controller, { action, resource }, stage.twin.region)).toBe(true);
    }
    await stage.site('A').cut();
    // 1 s until MediaLive sees it, a window of 1 s, 10 s that MediaLive adds; and the machine is shared.
    expect(await stage.bothOn('B', 20_000)).toBeDefined();
  }, 60_000);
});
