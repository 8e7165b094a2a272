import {
  CreateArchiveCommand,
  PutEventsCommand,
  PutRuleCommand,
  PutTargetsCommand,
  StartReplayCommand,
  type Target,
} from '@aws-sdk/client-eventbridge';
import type { Application, FoundRule } from './application.ts';
import { mark, type Forgeries } from './forgeries.ts';
import type { Aim, Way } from './way.ts';

/** What the attacker's own events are called: rules of theirs, and ours that they have widened, match it. */
const theirs = 'my.app';

/** What can be tried with `events:*`, while our rules still bring what MediaLive says. */
export function eventWays(application: Application, forge: Forgeries): readonly Way[] {
  return [
    ...putEvents(application, forge),
    ...ownRules(application, forge),
    ...ourRules(application, forge),
    ...replays(application),
  ];
}

const fire = ({ events }: Application) =>
  events.send(new PutEventsCommand({ Entries: [{ Source: theirs, DetailType: 'x', Detail: '{}' }] }));

function putEvents({ events }: Application, forge: Forgeries): readonly Way[] {
  const put = (Source: string, body: string) => async () => {
    const event = JSON.parse(body) as { readonly 'detail-type'?: string; readonly detail?: object };
    const Entries = [
      { Source, DetailType: event['detail-type'] ?? 'x', Detail: JSON.stringify(event.detail ?? {}) },
    ];
    const { Entries: [answer] = [] } = await events.send(new PutEventsCommand({ Entries }));
    if (answer?.ErrorCode !== undefined) {
      throw Object.assign(new Error(answer.ErrorMessage), { name: answer.ErrorCode });
    }
  };
  return [
    {
      name: 'put an alert as MediaLive',
      aim: 'move',
      attempt: () => put('aws.medialive', forge.alert('SET', '0'))(),
    },
    {
      name: 'put that it has stopped as MediaLive',
      aim: 'freeze',
      attempt: () => put('aws.medialive', forge.stopped())(),
    },
    {
      name: 'put that it has stopped in our name',
      aim: 'freeze',
      attempt: () => put('medialive-failover', forge.stopped())(),
    },
  ];
}

function ownRules(application: Application, forge: Forgeries): readonly Way[] {
  const { events, eventsQueue, workQueue, arnOf, deliveryRole, rule } = application;
  const send = (Name: string, target: Omit<Target, 'Id'>) => async () => {
    await events.send(new PutRuleCommand({ Name, EventPattern: JSON.stringify({ source: [theirs] }) }));
    const Targets = [{ ...target, Id: mark, Arn: target.Arn }];
    await events.send(new PutTargetsCommand({ Rule: Name, Targets }));
    await fire(application);
  };
  const queue = arnOf(eventsQueue);
  return [
    {
      name: 'have a rule of theirs say that it has stopped',
      aim: 'freeze',
      attempt: () => send('mine', { Arn: queue, Input: forge.stopped() })(),
    },
    {
      name: 'have a rule of theirs say it with our role',
      aim: 'freeze',
      attempt: () => send('mine-too', { Arn: queue, Input: forge.stopped(), RoleArn: deliveryRole })(),
    },
    {
      name: 'have a rule of theirs, named like ours, say that it has stopped',
      aim: 'freeze',
      attempt: () =>
        send(rule('-live-').name.replace(/\d+$/, '999'), { Arn: queue, Input: forge.stopped() })(),
    },
    {
      name: 'have a rule of theirs order work',
      aim: 'stop',
      attempt: () => send('my-work', { Arn: arnOf(workQueue), Input: forge.work('stop') })(),
    },
  ];
}

/** Our rules are let in by nobody but their role, and to give a target a role one has to be allowed to pass it. */
function ourRules(application: Application, forge: Forgeries): readonly Way[] {
  const { events, eventsQueue, workQueue, deadLetters, arnOf, rule, deliveryRole } = application;
  const queue = arnOf(eventsQueue);
  const say = (found: FoundRule, Arn: string, what: Partial<Target>) => async () => {
    await widen(application, found);
    await events.send(new PutTargetsCommand({ Rule: found.name, Targets: [{ Id: mark, Arn, ...what }] }));
    await fire(application);
  };
  const said: readonly (readonly [string, Aim, string, () => string])[] = [
    ['that it has stopped', 'freeze', '-live-', () => forge.stopped()],
    ['that an alert is over', 'freeze', '-live-', () => forge.alert('CLEARED', '0')],
    ['an alert', 'move', '-live-', () => forge.alert('SET', '1')],
    ['an input change', 'move', '-flow-', () => forge.inputChange('0', 'B')],
    ['a look at an idle channel', 'freeze', '-flow-', () => forge.sawIdle()],
  ];
  return [
    ...said.map(([what, aim, part, body]) => ({
      name: `have our rule ${part} say ${what}`,
      aim,
      attempt: () => say(rule(part), queue, { Input: body() })(),
    })),
    {
      name: 'have our rule say it with our role',
      aim: 'freeze',
      attempt: () => say(rule('-live-'), queue, { Input: forge.stopped(), RoleArn: deliveryRole })(),
    },
    {
      name: 'have our rule turn alerts into their ends',
      aim: 'freeze',
      attempt: () => say(rule('-live-'), queue, { InputTransformer: ended })(),
    },
    {
      name: 'have our rule lay a forged event among the dead letters',
      aim: 'freeze',
      attempt: () => say(rule('-live-'), arnOf(deadLetters), { Input: forge.stopped() })(),
    },
    {
      name: 'have the rule for roll-backs order work',
      aim: 'stop',
      attempt: () => say(rule('RolledBack'), arnOf(workQueue), { Input: forge.work('stop') })(),
    },
    {
      name: 'widen our rules to events of theirs',
      aim: 'freeze',
      attempt: async () => {
        await widen(application, rule('-live-'));
        const { detail, 'detail-type': DetailType } = JSON.parse(forge.stopped()) as Record<string, unknown>;
        const entry = { Source: theirs, DetailType: String(DetailType), Detail: JSON.stringify(detail) };
        await events.send(new PutEventsCommand({ Entries: [entry] }));
      },
    },
  ];
}

/** The end of the very alert that is reported, by the id that MediaLive has given it. */
const ended: Target['InputTransformer'] = {
  InputPathsMap: {
    account: '$.account',
    time: '$.time',
    channel: '$.detail.channel_arn',
    pipeline: '$.detail.pipeline',
    alarm: '$.detail.alarm_id',
    type: '$.detail.alert_type',
  },
  InputTemplate: JSON.stringify({
    id: `${mark}-end`,
    source: 'aws.medialive',
    'detail-type': 'MediaLive Channel Alert',
    account: '<account>',
    time: '<time>',
    detail: {
      channel_arn: '<channel>',
      pipeline: '<pipeline>',
      alarm_id: '<alarm>',
      alert_type: '<type>',
      alarm_state: 'CLEARED',
    },
  }),
};

/** Adds events of theirs to those that a rule of ours brings. */
function widen({ events }: Application, { name: Name, pattern }: FoundRule): Promise<unknown> {
  const EventPattern = JSON.stringify({ $or: [JSON.parse(pattern), { source: [theirs] }] });
  return events.send(new PutRuleCommand({ Name, EventPattern }));
}

/** What MediaLive has truly said, said again when it is over. */
function replays({ events, region }: Application): readonly Way[] {
  const since = new Date();
  const bus = `arn:aws:events:${region}:000000000000:event-bus/default`;
  const pattern = JSON.stringify({ source: ['aws.medialive', 'aws.mediaconnect'] });
  let count = 0;
  return [
    {
      name: 'replay from an archive what MediaLive has said',
      aim: 'freeze',
      attempt: async () => {
        const { ArchiveArn } = await events.send(
          new CreateArchiveCommand({ ArchiveName: 'all', EventSourceArn: bus, EventPattern: pattern }),
        );
        await events.send(
          new StartReplayCommand({
            ReplayName: `replay-${(count += 1)}`,
            EventSourceArn: ArchiveArn,
            EventStartTime: since,
            EventEndTime: new Date(),
            Destination: { Arn: bus },
          }),
        );
      },
    },
  ];
}
