// What a channel's log becomes when it is recorded: a trace, that replays to what was decided then.
import { describe, expect, it } from '@jest/globals';
import { loadConfiguration } from '../../config/load-configuration.ts';
import { configuredFlows } from '../../replay/configured-flows.ts';
import { deployInMemory } from '../../replay/deployment.ts';
import { recordTrace, type LoggedDecision } from '../../replay/record.ts';
import { replay, spanOfTrace } from '../../replay/replay.ts';
import { messageOf } from '../../replay/trace-line.ts';
import { loadWhole, parseTrace } from '../../replay/trace.ts';
import { TracedWorld } from '../../replay/traced-world.ts';
import { ReplayStage } from '../../replay/stage.ts';
import type { Replayed } from '../../replay/replayed.ts';
import { loadOverridden } from '../../replay/overridden.ts';
import type { Configuration } from '../../config/configuration.ts';
import { coreDecider } from '../../control/loop/deps.ts';
import type { MemoryTable } from '../../model/memory-table.ts';
import { VirtualTime } from '../../model/virtual-time.ts';
import { Dice } from '../../simulation/dice.ts';
import type { Act } from '../../simulation/world/act.ts';
import { fairWeather } from '../../simulation/world/climate.ts';
import { perform } from '../../simulation/world/perform.ts';
import type { Setting } from '../../simulation/world/setting.ts';
import { Watch } from '../../simulation/world/watch.ts';
import { startAt, World } from '../../simulation/world/world.ts';

const caseFolder = 'test/replay/cases/field/';
const deploymentFile = 'examples/traces/deployment.yaml';
const configuration = loadConfiguration(deploymentFile);
const channelArn = 'arn:aws:medialive:eu-west-1:111122223333:channel:1000001';

/** The deployment of the traces, in the simulation's world. */
function deployed(): Setting {
  const table = deployInMemory(configuration, new Set(), new Map());
  const member = table.members.get(channelArn);
  const group = table.groups.get(member?.group ?? '');
  if (!member || !group) throw new Error(`${deploymentFile} does not have the channel ${channelArn}.`);
  const { name, definition } = group;
  return { group: name, definition, members: [member], clearsOnLeave: true, flowsKnown: true };
}

/** Lives through these acts, and gives the channel's log as the operator function would: oldest first. */
async function logOf(acts: readonly Act[]): Promise<readonly LoggedDecision[]> {
  const world = new World(deployed(), new Dice(1), fairWeather, new Watch());
  acts.forEach((act, index) => {
    world.time.at(startAt + act.atMs, () => {
      perform(world, act, `act/${index}`);
    });
  });
  await world.time.runUntil(startAt + 300_000);
  return entriesOf(world.table);
}

function entriesOf(table: MemoryTable): readonly LoggedDecision[] {
  const entries = [...(table.decisions.get(channelArn)?.values() ?? [])];
  return entries
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, decision }) => ({ at: new Date(at).toISOString(), ...decision }));
}

async function replayed(log: readonly LoggedDecision[]) {
  const recorded = recordTrace(channelArn, log, configuredFlows(configuration, channelArn));
  const { lines: trace, unread } = parseTrace(
    recorded.map((line) => JSON.stringify(line)).join('\n'),
    'recorded',
  );
  expect(unread).toEqual([]);
  return replay(trace, configuration);
}

const lossOfA: Act = {
  atMs: 60_000,
  type: 'feed',
  site: 'A',
  pipelines: ['0', '1'],
  fault: 'no-packets',
  forMs: null,
};
const by = 'ada';

describe('a recorded log', () => {
  it('of a loss replays to the failover that came of it, at the same time', async () => {
    const log = await logOf([lossOfA]);
    const { switches } = await replayed(log);
    const decided = log.find(({ rule, outcome }) => rule === 'failover' && outcome === 'switch');
    expect(switches.map(({ from, to }) => ({ from, to }))).toEqual([{ from: 'A', to: 'B' }]);
    const apartMs = Date.parse(switches[0]?.at ?? '') - Date.parse(decided?.at ?? '');
    expect(Math.abs(apartMs)).toBeLessThan(1000);
  });

  it('of a dip replays to nothing', async () => {
    const { switches, final } = await replayed(await logOf([{ ...lossOfA, forMs: 1500 }]));
    expect(switches).toEqual([]);
    expect(final[channelArn]?.onAir).toEqual({ '0': 'A', '1': 'A' });
  });

  it('keeps what operators ordered, and what was changed outside', async () => {
    const order: Act = {
      atMs: 30_000,
      type: 'order',
      request: { command: 'hold', channel: channelArn, by, reason: 'show', forSeconds: 120 },
    };
    const log = await logOf([order, { ...lossOfA, forMs: 30_000 }]);
    expect((await replayed(log)).switches).toEqual([]);
    const outside: Act = { atMs: 200_000, type: 'foreign-switch', channel: channelArn, attachment: 'site-b' };
    const { final } = await replayed(await logOf([order, outside]));
    expect(final[channelArn]).toMatchObject({ intended: 'B', onAir: { '0': 'B', '1': 'B' } });
  });
});

/** What the log says of a flow, and what MediaConnect had said. */
const news: readonly (readonly [string, LoggedDecision['evidence'], Record<string, unknown>])[] = [
  ['a loss', { connected: false }, { type: 'flow-health', scope: 'flow', connected: false }],
  [
    'a connection that was there before',
    { connected: true, previous: true },
    { connected: true, previous: true },
  ],
  ['a connection after a start', { connected: true, previous: null }, { connected: true, previous: null }],
  [
    'a connection without bits',
    { connected: false, bitrateZero: true },
    { connected: false, bitrateZero: true },
  ],
  [
    'errors in the stream',
    { connected: true, transportErrors: true },
    { connected: true, transportErrors: true },
  ],
  [
    'a flow that stops',
    { report: 'status', status: 'STANDBY' },
    { report: { kind: 'status', status: 'STANDBY' } },
  ],
  [
    'maintenance',
    { report: 'maintenance', status: 'INPROGRESS' },
    { report: { kind: 'maintenance', status: 'INPROGRESS' } },
  ],
  [
    'content without a picture',
    { report: 'content', flags: 'audio_missing video_missing' },
    { report: { kind: 'content', flags: ['audio_missing', 'video_missing'] } },
  ],
  ['content as it should be', { report: 'content', flags: '' }, { report: { kind: 'content', flags: [] } }],
  [
    'an error',
    { report: 'error', code: 'E1', errored: true, message: 'It broke.' },
    { report: { kind: 'error', code: 'E1', errored: true, message: 'It broke.' } },
  ],
];

describe('what MediaConnect had said', () => {
  it.each(news)('is recorded as it was: %s', (_what, said, expected) => {
    const at = '2026-11-21T20:00:00.400Z';
    const evidence = { site: 'B', pipeline: '1', eventTime: '2026-11-21T20:00:00.000Z', ...said };
    const log = [{ at, rule: 'evidence', outcome: 'noted', evidence }];
    const [line] = recordTrace(channelArn, log, configuredFlows(configuration, channelArn));
    const [entry] = parseTrace(JSON.stringify(line), 'recorded').lines;
    const message = entry && messageOf(entry);
    expect(message).toMatchObject({
      type: 'flow',
      flowArn: configuredFlows(configuration, channelArn)['B']?.[1],
      news: { at: Date.parse('2026-11-21T20:00:00Z'), ...expected },
    });
    expect(line).toMatchObject({ deliveredAt: at });
  });
});

/** The log that a case leaves behind, lived through on virtual time. */
async function logOfCase(name: string, configured: Configuration): Promise<readonly LoggedDecision[]> {
  const trace = loadWhole(`${caseFolder}${name}.jsonl`);
  const table = deployInMemory(configured, new Set(), new Map());
  const { start, end } = spanOfTrace(trace);
  const time = new VirtualTime(start);
  const world = new TracedWorld({ time, trace, configuration: configured, members: table.members });
  const notifier = { notify: () => Promise.resolve() };
  const stage = new ReplayStage(time, table, world, { decider: coreDecider, notifier });
  void stage.look(channelArn);
  world.play(stage);
  await time.runUntil(end);
  return entriesOf(table);
}

describe('the log of a case from the field', () => {
  it.each(['f07d', 'f08', 'f08c', 'f08d', 'f17', 'f25'])('replays to the same switches: %s', async (name) => {
    const overrides = [{ path: ['failback', 'mode'], value: 'automatic' }];
    const configured = loadOverridden(`${caseFolder}deployment.yaml`, overrides);
    const log = await logOfCase(name, configured);
    const lived = await replay(loadWhole(`${caseFolder}${name}.jsonl`), configured);
    const lines = recordTrace(channelArn, log, configuredFlows(configured, channelArn));
    const { lines: trace } = parseTrace(lines.map((line) => JSON.stringify(line)).join('\n'), 'recorded');
    const again = await replay([...starts(name), ...trace], configured);
    const sites = ({ switches }: Replayed) => switches.map(({ from, to }) => `${from ?? '-'} to ${to}`);
    expect(sites(again)).toEqual(sites(lived));
    expect(again.final[channelArn]?.onAir).toEqual(lived.final[channelArn]?.onAir);
  });
});

/** What was on air at the start, which a log does not say. */
function starts(name: string) {
  return loadWhole(`${caseFolder}${name}.jsonl`).filter(({ line }) => line['detail-type'] === 'Trace Start');
}
