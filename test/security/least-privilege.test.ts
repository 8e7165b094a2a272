/**
 * Goal: the roles of the functions may do what the functions do, and nothing else. The deployed functions are made to do all
 * that they can on the twin, which holds every call to the policies of the template; then the policies are held to the calls.
 */
import { InvokeCommand } from '@aws-sdk/client-lambda';
import { StopChannelCommand } from '@aws-sdk/client-medialive';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { clearSettings, rehearse, windowSettings } from '../../rehearsal/rehearsal.ts';
import { openDrillStage, type DrillStage } from '../../rehearsal/drill-stage.ts';
import { openSynthesis } from '../../rehearsal/synthesis.ts';
import { Timeline } from '../../rehearsal/timeline.ts';
import type { OperatorRequest } from '../../control/operator/protocol.ts';
import type { ObservedCall } from '../../twin/gateway/observed-call.ts';
import { matchesAction, matchesWildcard } from '../../twin/iam/wildcard.ts';
import { openAnswers } from './answers.ts';

const playMs = 240_000;
const settings = [
  ...windowSettings('1s'),
  ...clearSettings('1s'),
  { path: ['start', 'type'], value: 'immediate' },
];
const signal = new AbortController().signal;

/** What the twin cannot see being used, and why a role has it all the same. */
const unseen: Readonly<Record<string, string>> = {
  'logs:CreateLogStream': 'Lambda itself writes the logs, with the role of the function',
  'logs:PutLogEvents': 'Lambda itself writes the logs, with the role of the function',
  'sqs:ReceiveMessage': 'the poller of the event source mapping, with the role of the function',
  'sqs:DeleteMessage': 'the poller of the event source mapping, with the role of the function',
  'sqs:GetQueueAttributes': 'the poller of the event source mapping, with the role of the function',
  'sqs:ChangeMessageVisibility': 'granted with the others by the construct of the event source mapping',
  'sqs:GetQueueUrl': 'granted with the others by the construct of the event source mapping',
  'kms:Decrypt': 'SNS, which encrypts what is published to the topic for the one who publishes',
  'kms:GenerateDataKey': 'SNS, which encrypts what is published to the topic for the one who publishes',
  'lambda:InvokeFunction': 'the schedule, which invokes the reconciler',
};

/** Roles that MediaLive takes; what it does with them is not played on the twin. Those of EventBridge bring events, which is no call. */
const ofServices = /ChannelRole|MediaConnectAccess|EventsDelivery|RolledBack/;

describe('the permissions of the functions', () => {
  const synthesis = openSynthesis();
  let stage: DrillStage;
  let close: (() => Promise<void>) | undefined;
  let calls: readonly ObservedCall[] = [];

  const functionNamed = (part: string): string =>
    stage.twin.functions.list().find(({ logicalId }) => logicalId.includes(part))?.name ?? part;

  const invoke = async (part: string, payload: object): Promise<unknown> => {
    const sent = new InvokeCommand({
      FunctionName: functionNamed(part),
      Payload: JSON.stringify(payload),
    });
    const { Payload } = await stage.clients.lambda.send(sent);
    return JSON.parse(Payload?.transformToString() ?? 'null');
  };

  const order = async (request: OperatorRequest): Promise<void> => {
    expect([request, await invoke('Operator', request)]).toEqual([
      request,
      expect.objectContaining({ ok: true }),
    ]);
  };

  /** MediaLive takes the next switch, and its answer is lost. */
  const loseNextAnswer = (): void => {
    let lost = false;
    stage.twin.intercept(async ({ operation }, next) => {
      const reply = await next();
      if (lost || operation !== 'BatchUpdateSchedule') return reply;
      lost = true;
      return { status: 500, headers: {}, body: '{}' };
    });
  };

  const orders = async (channel: string): Promise<void> => {
    const by = { by: 'test', reason: 'every order once' };
    await order({ command: 'list' });
    await order({ command: 'status', channel });
    await order({ command: 'hold', channel, ...by });
    await order({ command: 'release', channel, ...by });
    await order({ command: 'hold', group: 'news', ...by });
    await order({ command: 'release', group: 'news', ...by });
    await order({ command: 'disable', group: 'news', site: 'B', ...by });
    await order({ command: 'enable', group: 'news', site: 'B', ...by });
    const at = new Date(Date.now() + 600_000).toISOString();
    await order({ command: 'switch', channel, to: 'B', at, ...by });
    await order({ command: 'cancel', channel, ...by });
    await order({ command: 'history', channel });
    await order({ command: 'history', group: 'news' });
  };

  const isSettled = async (): Promise<boolean> => (await stage.status())?.switch === null;

  /** The controller moves the channel to B, and must look into the schedule to learn that it has. */
  const failover = async (): Promise<void> => {
    loseNextAnswer();
    await stage.site('A').cut();
    await invoke('Reconciler', {});
    expect(await stage.bothOn('B', 30_000)).toBeDefined();
    await stage.site('A').resume();
    expect(await stage.until(isSettled, 15_000, 250)).toBe(true);
  };

  /** The end of a hold is decided on by the operator function, and so is the failover that had been held up. */
  const failoverByRelease = async (channel: string): Promise<void> => {
    await order({ command: 'hold', channel, by: 'test', reason: 'so that the site is lost under it' });
    await stage.site('B').cut();
    const isLost = async () => {
      const status = await stage.status();
      const shown = new Map(status?.sites.map((group) => [group.name, group.shown]));
      return shown.get('B') === 'Unhealthy' && shown.get('A') !== 'Unhealthy';
    };
    expect(await stage.until(isLost, 20_000, 250)).toBe(true);
    loseNextAnswer();
    await order({ command: 'release', channel, by: 'test' });
  };

  /** Of a channel that does not run, the operator function asks MediaLive before it decides. */
  const orderWhileStopped = async (channel: string): Promise<void> => {
    await stage.clients.mediaLive.send(new StopChannelCommand({ ChannelId: stage.channelId }));
    const isStopped = async () => {
      const status = await stage.status();
      return (
        status !== undefined && Object.values(status.pipelines).every(({ running }) => running === false)
      );
    };
    expect(await stage.until(isStopped, 20_000, 250)).toBe(true);
    await order({ command: 'hold', channel, by: 'test', reason: 'stopped' });
  };

  /** What CloudFormation asked of a function while the stacks were made, in this order. */
  const requestsTo = (part: string) =>
    stage.twin.functions.invocations
      .list()
      .filter(({ functionName }) => functionName === functionNamed(part))
      .map(({ payload }) => JSON.parse(payload) as Record<string, unknown>)
      .filter((payload) => 'RequestType' in payload);

  /** CloudFormation updates and deletes what it has created; of a workflow, first what stops it in order to change it. */
  const redeploy = async (): Promise<void> => {
    const answers = await openAnswers();
    const ask = async (part: string, requestType: string, request: object = {}, id: unknown = 'unknown') => {
      const before = answers.bodies.length;
      const asked = { RequestType: requestType, RequestId: requestType, PhysicalResourceId: id };
      await invoke(part, { ...request, ...asked, ResponseURL: answers.url });
      await stage.until(() => answers.bodies.length > before, 30_000);
      const answer = JSON.parse(answers.bodies.at(-1) ?? '{}') as Record<string, unknown>;
      expect(answer).toMatchObject({ Status: 'SUCCESS' });
      return answer['PhysicalResourceId'];
    };
    const created = requestsTo('Configure');
    const ids: unknown[] = [];
    for (const request of created) ids.push(await ask('Configure', 'Update', request));
    const [pause, run] = requestsTo('Lifecycle');
    for (const request of [run, pause, run]) await ask('Lifecycle', 'Update', request);
    await ask('Lifecycle', 'Delete', run);
    for (const [index, request] of [...created.entries()].reverse()) {
      await ask('Configure', 'Delete', request, ids[index]);
    }
    answers.close();
  };

  beforeAll(async () => {
    const rehearsal = rehearse(settings);
    const assembly = await synthesis.assemblyOf(rehearsal, signal);
    const timeline = new Timeline(() => undefined);
    stage = await openDrillStage({ rehearsal, assembly, timeline, signal });
    ({ close } = stage);
    const { name: channel } = rehearsal.channel;
    await orders(channel);
    await failover();
    await failoverByRelease(channel);
    await orderWhileStopped(channel);
    await redeploy();
    calls = stage.twin.calls.list().filter(({ call }) => call.principal.roleArn !== undefined);
  }, playMs);

  afterAll(async () => {
    await close?.();
    synthesis.close();
  });

  it('allow every call that the functions make', () => {
    const refused = calls.filter(({ reply }) => reply.body.toString().includes('AccessDenied'));
    expect(refused.map(({ functionName, operation }) => `${functionName} ${operation}`)).toEqual([]);
    expect(new Set(calls.map(({ functionName }) => functionName)).size).toBe(5);
  });

  it('allow nothing that no function does', () => {
    const own = stage.twin.access.roles.filter((roleArn) => !ofServices.test(roleArn));
    const unused = own.flatMap((roleArn) =>
      stage.twin.access
        .statementsOf(roleArn)
        .flatMap(({ Effect, Action = [], Resource = [] }) =>
          Action.filter(
            (action) =>
              Effect === 'Allow' &&
              !(action in unseen) &&
              !calls.some(
                ({ call, required }) =>
                  call.principal.roleArn === roleArn &&
                  required.some(
                    (used) =>
                      matchesAction(action, used.action) &&
                      Resource.some((resource) => matchesWildcard(resource, used.resource)),
                  ),
              ),
          ).map((action) => `${roleArn.split('/').at(-1)}: ${action}`),
        ),
    );
    expect(unused).toEqual([]);
  });

  it('name no wildcard but where the service knows nothing narrower', () => {
    const wide = stage.twin.access.roles.flatMap((roleArn) =>
      stage.twin.access
        .statementsOf(roleArn)
        .filter(({ Resource = [] }) => Resource.includes('*'))
        .flatMap(({ Action = [] }) => Action),
    );
    expect([...new Set(wide)].sort()).toEqual([
      'logs:DescribeLogGroups',
      'mediaconnect:ListFlows',
      'mediaconnect:ManagedAddOutput',
      'mediaconnect:ManagedDescribeFlow',
      'mediaconnect:ManagedRemoveOutput',
      'medialive:ListAlerts',
      'medialive:ListChannels',
    ]);
    const actions = stage.twin.access.roles.flatMap((roleArn) =>
      stage.twin.access.statementsOf(roleArn).flatMap(({ Action = [] }) => Action),
    );
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
  });
});
