// What MediaConnect says of a flow besides its connection: its status, its errors, its maintenance.
import { describe, expect, it } from '@jest/globals';
import type { FlowReport } from '../../core/model/event.ts';
import type { PipelineId } from '../../core/model/group.ts';
import type { Channel } from './support/channel.ts';
import { groupOf, site, threeSites, unwatchedSite } from './support/groups.ts';
import { flow, noon, report, timer } from './support/happenings.ts';
import { spoken, statusOf, switchesOf } from './support/readings.ts';
import { lose, onAirA } from './support/stories.ts';

const status = (name: string): FlowReport => ({ kind: 'status', status: name });
const maintenance = (name: string): FlowReport => ({ kind: 'maintenance', status: name });
const error = (code: string, errored = true): FlowReport => ({ kind: 'error', code, errored, message: 'no' });

const three = () => onAirA(threeSites());
const factsOf = (channel: Channel, name: string, pipeline: PipelineId = '0') =>
  channel.state.health[name]?.[pipeline].facts;

describe('the status of a flow', () => {
  it.each(['STANDBY', 'STOPPING', 'STARTING', 'ERROR', 'DELETING'])('%s takes a standby down', (name) => {
    const channel = three();
    channel.reports(status(name), 'B', 1_000);
    expect(statusOf(channel, 'B')).toBe('suspect');
    channel.at(5_000, timer());
    expect(statusOf(channel, 'B')).toBe('down');
    lose(channel, 10_000);
    expect(switchesOf(channel)).toEqual(['site-C']);
  });

  it('ACTIVE again says nothing of what arrives: only a connection makes the standby healthy', () => {
    const channel = three();
    channel.reports(status('STANDBY'), 'B', 1_000);
    channel.at(5_000, timer());
    channel.reports(status('ACTIVE'), 'B', 60_000);
    expect(statusOf(channel, 'B')).toBe('suspect');
    channel.flows(true, 'B', 61_000);
    channel.at(80_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('UPDATING keeps what was said of its connection', () => {
    const channel = three();
    channel.reports(status('UPDATING'), 'B', 1_000);
    channel.reports(status('ACTIVE'), 'B', 2_000);
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('that changes from bad to bad keeps the start of its window', () => {
    const channel = three();
    channel.at(1_000, report(status('STOPPING'), 'B', '0', 1_000));
    channel.at(3_000, report(status('STANDBY'), 'B', '0', 3_000));
    channel.at(4_000, timer());
    expect(statusOf(channel, 'B')).toBe('down');
  });

  it('is believed by its time: an older one is dropped', () => {
    const channel = three();
    channel.at(5_000, report(status('ACTIVE'), 'B', '0', 5_000));
    expect(spoken(channel.at(6_000, report(status('STANDBY'), 'B', '0', 1_000)))).toEqual([
      'stale-evidence/none',
    ]);
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('that is older than a connection leaves the connection', () => {
    const channel = three();
    channel.at(5_000, flow(true, 'B', '0', 5_000));
    channel.at(6_000, report(status('STARTING'), 'B', '0', 4_000));
    expect(channel.state.health['B']?.['0'].flow?.connected).toBe(true);
  });

  it('of before is belied by a connection, also where it is the first that is heard', () => {
    const channel = three();
    channel.at(6_000, flow(true, 'B', '0', 6_000));
    expect(spoken(channel.at(30_000, report(status('ERROR'), 'B', '0', 4_000)))).toEqual([
      'stale-evidence/none',
    ]);
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('is belied by a connection that is newer', () => {
    const channel = three();
    channel.at(1_000, report(status('STARTING'), 'B', '0', 1_000));
    channel.at(5_000, timer());
    channel.at(6_000, flow(true, 'B', '0', 6_000));
    expect(factsOf(channel, 'B')?.status).toMatchObject({ status: 'ACTIVE' });
    expect(statusOf(channel, 'B')).toBe('recovering');
  });
});

describe('an error that MediaConnect reports', () => {
  it('of a source takes a standby down, until it is over', () => {
    const channel = three();
    channel.at(1_000, report(error('Source001'), 'B', '0', 1_000));
    channel.at(5_000, timer());
    expect(statusOf(channel, 'B')).toBe('down');
    channel.at(20_000, report(error('Source001', false), 'B', '0', 20_000));
    channel.at(31_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('of a source is belied by a connection that is newer', () => {
    const channel = three();
    channel.at(1_000, report(error('Source001'), 'B', '0', 1_000));
    channel.at(5_000, { ...flow(true, 'B', '0', 5_000), previous: false } as ReturnType<typeof flow>);
    expect(factsOf(channel, 'B')?.errors?.['Source001']?.over).toBe(true);
    channel.at(20_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('of one source of two is not of the flow', () => {
    const flows = { '0': { arn: 'arn:flow:B0', sources: 2 } };
    const channel = onAirA(groupOf({}, [site('A'), site('B', { flows })]));
    expect(spoken(channel.at(1_000, report(error('Source001'), 'B', '0', 1_000)))).toEqual(['evidence/none']);
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('of an output makes another site the better choice, and no more', () => {
    const channel = three();
    channel.at(1_000, report(error('Output003'), 'B', '0', 1_000));
    expect(statusOf(channel, 'B')).toBe('healthy');
    lose(channel, 10_000);
    expect(switchesOf(channel)).toEqual(['site-C']);
  });

  it('is believed by its time, and of many the latest are kept', () => {
    const channel = three();
    channel.at(5_000, report(error('Output003'), 'B', '0', 5_000));
    expect(spoken(channel.at(6_000, report(error('Output003', false), 'B', '0', 1_000)))).toEqual([
      'stale-evidence/none',
    ]);
    for (let code = 100; code < 120; code += 1) {
      channel.at(7_000, report(error(`Output${code}`), 'B', '0', 7_000));
    }
    expect(Object.keys(factsOf(channel, 'B')?.errors ?? {})).toHaveLength(8);
  });
});

describe('an error of a source of the second in which its flow connects', () => {
  const failed = error('SourceStreamError');

  it.each([
    ['before it', [0, 1]],
    ['after it', [1, 0]],
  ] as const)('is over, whether it is told %s', (_when, order) => {
    const channel = onAirA();
    channel.flows(false, 'B', 10_000);
    const happenings = [report(failed, 'B', '0', 30_000), flow(true, 'B', '0', 30_000)];
    for (const each of order.map((index) => happenings[index])) if (each) channel.at(30_800, each);
    channel.at(60_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
  });
});

describe('the maintenance of a flow', () => {
  it('in progress makes another site the better choice, until it is over', () => {
    const channel = three();
    channel.reports(maintenance('SCHEDULED'), 'B', 500);
    expect(factsOf(channel, 'B')?.maintenanceAt).toBeUndefined();
    channel.reports(maintenance('INPROGRESS'), 'B', 1_000);
    channel.reports(maintenance('INPROGRESS'), 'B', 2_000);
    expect(factsOf(channel, 'B')?.maintenanceAt).toBe(noon + 1_000);
    expect(statusOf(channel, 'B')).toBe('healthy');
    lose(channel, 10_000);
    expect(switchesOf(channel)).toEqual(['site-C']);
    channel.reports(maintenance('FINISHED'), 'B', 20_000);
    expect(factsOf(channel, 'B')?.maintenanceAt).toBeUndefined();
    channel.reports(maintenance('INPROGRESS'), 'B', 1_000);
    channel.reports(maintenance('INPROGRESS'), 'B', 20_000);
    expect(factsOf(channel, 'B')?.maintenanceAt).toBeUndefined();
    channel.reports(maintenance('INPROGRESS'), 'B', 30_000);
    channel.reports(maintenance('FINISHED'), 'B', 20_000);
    expect(factsOf(channel, 'B')?.maintenanceAt).toBe(noon + 30_000);
  });

  it('leaves a site the target where there is no better', () => {
    const channel = onAirA();
    channel.reports(maintenance('INPROGRESS'), 'B', 1_000);
    lose(channel, 10_000);
    expect(switchesOf(channel)).toEqual(['site-B']);
  });
});

it.each(['B', 'nowhere'])('a report of a flow that the group does not know is recorded only (%s)', (name) => {
  const channel = onAirA(groupOf({}, [site('A'), unwatchedSite('B')]));
  expect(spoken(channel.at(1_000, report(status('ERROR'), name, '0', 1_000)))).toEqual(['unwatched/none']);
});

describe('two statuses of one second', () => {
  const stops: FlowReport = { kind: 'status', status: 'STOPPING', previous: 'ACTIVE' };
  const stands: FlowReport = { kind: 'status', status: 'STANDBY', previous: 'STOPPING' };

  it.each([
    [stops, stands],
    [stands, stops],
  ])('end with the one that names the other as the one before it (order %#)', (first, second) => {
    const channel = three();
    channel.at(1_200, report(first, 'B', '0', 1_000));
    channel.at(1_400, report(second, 'B', '0', 1_000));
    expect(factsOf(channel, 'B')?.status?.status).toBe('STANDBY');
  });
});
