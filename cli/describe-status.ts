import type * as v from 'valibot';
import type { ChannelStatus, pipelineHealthView } from '../lambdas/operator/views.ts';
import { decisionLine, holdLine, nothing, switchLine } from './describe.ts';
import { facts, table } from './table.ts';
import { distance, fullTime, span, type Reader } from './times.ts';

type InputGroupStatus = ChannelStatus['inputGroups'][number];
type PipelineHealth = v.InferOutput<typeof pipelineHealthView>;

/** The whole status of a channel, the most urgent first. */
export function describeStatus(status: ChannelStatus, reader: Reader): string {
  const { recent } = status;
  return [
    facts(headlines(status, reader)),
    table(
      ['INPUT GROUP', 'STATE', 'FOR FAILOVER', 'PIPELINE 0', 'PIPELINE 1'],
      status.inputGroups.map((group) => groupRow(group, reader)),
    ),
    ...alarms(status, reader),
    facts(details(status, reader)),
    ...(recent.length === 0
      ? []
      : [['RECENTLY', ...recent.map((decision) => decisionLine(decision, reader))].join('\n')]),
  ].join('\n\n');
}

function headlines(status: ChannelStatus, reader: Reader): [string, string][] {
  const { incident, hold, intended, divergedSince } = status;
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
    ...(hold === null ? [] : [['HELD', holdLine(hold, reader)] satisfies [string, string]]),
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
  ];
}

function onAir({ pipelines }: ChannelStatus, id: '0' | '1', reader: Reader): string {
  const { running, onAir: group, attachment, since } = pipelines[id];
  if (running === null) return 'not yet observed';
  if (!running) return 'not running';
  const what =
    group ?? (attachment === null ? 'not yet observed' : `${attachment}, which is no input group of ours`);
  if (since === null) return `on air: ${what}, found there`;
  return `on air: ${what}, since ${fullTime(since, reader)} (${distance(since, reader)})`;
}

function groupRow({ name, shown, available, pipelines }: InputGroupStatus, reader: Reader): string[] {
  return [
    name,
    shown,
    available ? 'enabled' : 'DISABLED',
    health(pipelines['0'], reader),
    health(pipelines['1'], reader),
  ];
}

function health({ status, since, flow }: PipelineHealth, reader: Reader): string {
  if (status === 'unknown') return flow === null ? 'unknown' : `unknown, flow ${flow}`;
  const word = status === 'healthy' ? status : status.toUpperCase();
  return `${word} ${span(reader.now().getTime() - new Date(since).getTime())}${flow === null ? '' : `, flow ${flow}`}`;
}

function alarms({ inputGroups }: ChannelStatus, reader: Reader): string[] {
  const lines = inputGroups.flatMap(({ name, pipelines }) =>
    (['0', '1'] as const).flatMap((id) =>
      pipelines[id].alarms.map(
        ({ alertType, message, setAt }) =>
          `${name}, pipeline ${id}: ${alertType}${setAt === null ? '' : ` ${distance(setAt, reader)}`}: ${message}`,
      ),
    ),
  );
  return lines.length === 0 ? [] : [['ALARMS', ...lines].join('\n')];
}

function details(status: ChannelStatus, reader: Reader): [string, string][] {
  const { budget, timers, owed } = status;
  const overdue = timers.filter((timer) => timer.overdue);
  return [
    ['group', status.group],
    [
      'budget',
      `${budget.spent} of ${budget.switches} automatic switches spent within ${span(budget.withinSeconds * 1000)}`,
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
