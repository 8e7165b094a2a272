import type * as v from 'valibot';
import type { ChannelStatus, pipelineHealthView } from '../control/operator/views.ts';
import { nextLossWords } from './describe-automation.ts';
import { decisionLine, holdLine, nothing, switchLine } from './describe.ts';
import { facts, table } from './table.ts';
import { clockTime, distance, fullTime, span, type Reader } from './times.ts';

type SiteStatus = ChannelStatus['sites'][number];
type PipelineHealth = v.InferOutput<typeof pipelineHealthView>;

/** The whole status of a channel, the most urgent first. */
export function describeStatus(status: ChannelStatus, reader: Reader): string {
  const { recent } = status;
  return [
    facts(headlines(status, reader)),
    table(
      ['INPUT GROUP', 'STATE', 'FOR FAILOVER', 'PIPELINE 0', 'PIPELINE 1'],
      status.sites.map((group) => groupRow(group, reader)),
    ),
    ...alarms(status, reader),
    facts(details(status, reader)),
    ...(recent.length === 0
      ? []
      : [['RECENTLY', ...recent.map((decision) => decisionLine(decision, reader))].join('\n')]),
  ].join('\n\n');
}

function headlines(status: ChannelStatus, reader: Reader): [string, string][] {
  const { incident, holds, intended, divergedSince } = status;
  return [
    ['channel', `${status.name ?? nothing} (${status.arn})`],
    ...(incident === null
      ? []
      : [
          [
            'TROUBLE',
            `${incident.kind}: ${incident.reason} (${distance(incident.since, reader)})`,
          ] satisfies [string, string],
        ]),
    ...holds.map((hold): [string, string] => ['HELD', holdLine(hold, reader)]),
    ['protection', protection(status, reader)],
    ['next loss', nextLossWords(status.automation, reader)],
    ['pipeline 0', onAir(status, '0', reader)],
    ['pipeline 1', onAir(status, '1', reader)],
    [
      'intended',
      intended === null
        ? nothing
        : `${intended.group}, by ${intended.by} since ${fullTime(intended.at, reader)}`,
    ],
    ...(divergedSince === null
      ? []
      : [
          ['DIVERGED', `the pipelines differ since ${fullTime(divergedSince, reader)}`] satisfies [
            string,
            string,
          ],
        ]),
    ['in flight', status.switch === null ? nothing : switchLine(status.switch, reader)],
    ['planned', status.planned === null ? nothing : switchLine(status.planned, reader)],
    ...(status.failbackWaits === null
      ? []
      : [['failback', `waits: ${status.failbackWaits}`] satisfies [string, string]]),
  ];
}

function protection({ protection, automation }: ChannelStatus, reader: Reader): string {
  if (automation.obstacle === 'not-running') return nothing;
  if (protection === null) return 'not known yet';
  const { level, reason, since } = protection;
  const from = since === null ? '' : `, since ${fullTime(since, reader)} (${distance(since, reader)})`;
  return `${level === 'none' ? 'NONE' : level}: ${reason}${from}`;
}

function onAir({ pipelines }: ChannelStatus, id: '0' | '1', reader: Reader): string {
  const { running, onAir: group, attachment, since } = pipelines[id];
  if (running === null) return 'not yet observed';
  if (!running) return 'not running';
  const what =
    group ?? (attachment === null ? 'not yet observed' : `${attachment}, which is no site of ours`);
  if (since === null) return `on air: ${what}, found there`;
  return `on air: ${what}, since ${fullTime(since, reader)} (${distance(since, reader)})`;
}

function groupRow({ name, shown, available, pipelines }: SiteStatus, reader: Reader): string[] {
  return [
    name,
    shown,
    available ? 'enabled' : 'DISABLED',
    health(pipelines['0'], reader),
    health(pipelines['1'], reader),
  ];
}

/** The verdict, since when; what MediaConnect says of the flow; and how old the latest word of any kind is. */
function health({ status, since, flow, flowStatus, seenAt }: PipelineHealth, reader: Reader): string {
  const word = status === 'healthy' || status === 'unknown' ? status : status.toUpperCase();
  // ACTIVE goes without saying where media is spoken of; anything else is the reason.
  const state = flowStatus === null || (flowStatus === 'ACTIVE' && flow !== null) ? [] : [flowStatus];
  const flowWords = [...(flow === null ? [] : [flow]), ...state];
  return [
    status === 'unknown' ? word : `${word} ${span(reader.now().getTime() - new Date(since).getTime())}`,
    ...(flowWords.length === 0 ? [] : [`flow ${flowWords.join(' ')}`]),
    seenAt === null ? 'never seen' : `seen ${distance(seenAt, reader)}`,
  ].join(', ');
}

function alarms({ sites }: ChannelStatus, reader: Reader): string[] {
  const onPipelines = sites.flatMap(({ name, pipelines }) =>
    (['0', '1'] as const).map((id) => ({ what: `${name}, pipeline ${id}`, ...pipelines[id] })),
  );
  const lines = onPipelines.flatMap((of) =>
    of.alarms.map(
      ({ alertType, message, setAt }) =>
        `${of.what}: ${alertType}${setAt === null ? '' : ` ${distance(setAt, reader)}`}: ${message}`,
    ),
  );
  const remarks = onPipelines.flatMap((of) => of.remarks.map((remark) => `${of.what}: ${remark}`));
  return [
    ...(lines.length === 0 ? [] : [['ALARMS', ...lines].join('\n')]),
    ...(remarks.length === 0 ? [] : [['MEDIACONNECT SAYS', ...remarks].join('\n')]),
  ];
}

function details(status: ChannelStatus, reader: Reader): [string, string][] {
  const { budget, timers, owed, prepared, automation } = status;
  const free =
    automation.obstacle === 'budget' && automation.until !== null
      ? `, the next is allowed at ${clockTime(automation.until, reader)}, ${distance(automation.until, reader)}`
      : '';
  const overdue = timers.filter((timer) => timer.overdue);
  return [
    ['group', status.group],
    ['looked at', status.lookedAt === null ? 'never' : distance(status.lookedAt, reader)],
    [
      'budget',
      `${budget.spent} of ${budget.switches} automatic switches spent within ${span(budget.withinSeconds * 1000)}${free}`,
    ],
    [
      'prepared',
      prepared === null
        ? nothing
        : `${prepared.site}, ${prepared.accepted ? '' : 'not yet accepted by MediaLive, '}asked for ${distance(prepared.at, reader)}`,
    ],
    [
      'timers',
      timers.length === 0
        ? nothing
        : timers.map(({ id, dueAt }) => `${id} ${distance(dueAt, reader)}`).join(', '),
    ],
    ...(overdue.length === 0
      ? []
      : [
          [
            'OVERDUE',
            `${overdue.map(({ id }) => id).join(', ')}: the reconciler takes care of it`,
          ] satisfies [string, string],
        ]),
    ['owed', owed.length === 0 ? nothing : owed.map(({ type }) => type).join(', ')],
  ];
}
