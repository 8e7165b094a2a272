// What MediaConnect answers when it is asked makes up for events that were lost, and keeps what is known of a standby young.
import { describe, expect, it } from '@jest/globals';
import type { FlowReport } from '../../core/model/event.ts';
import { pipelineIds } from '../../core/model/group.ts';
import { observed } from './support/answers.ts';
import { policy, threeSites } from './support/groups.ts';
import { flow, noon, report, timer } from './support/happenings.ts';
import { spoken, statusOf, switchesOf, timerOf } from './support/readings.ts';
import { failOverToB, lose, look, onAirA } from './support/stories.ts';

const aging = { flow: { ...policy.flow, maxAgeMs: 900_000 } };
const three = (changes = {}) => onAirA(threeSites(changes));

describe('a flow that was stopped without a word', () => {
  it.each(['STANDBY', 'ERROR', null])('is found by a look (%s): the standby is down', (status) => {
    const channel = three();
    expect(spoken(look(channel, 60_000, 'B', { status }))).toContain('observation/noted');
    expect(spoken(look(channel, 120_000, 'B', { status }))).not.toContain('observation/noted');
    expect(statusOf(channel, 'B')).toBe('down');
    lose(channel, 130_000);
    expect(switchesOf(channel)).toEqual(['site-C']);
  });

  it('and started again is unknown until something arrives', () => {
    const channel = three();
    look(channel, 60_000, 'B', { status: 'STANDBY' });
    look(channel, 120_000, 'B', { status: 'STANDBY' });
    look(channel, 180_000, 'B', {});
    expect(statusOf(channel, 'B')).toBe('suspect');
    channel.at(183_000, timer());
    expect(statusOf(channel, 'B')).toBe('unknown');
  });

  it('is believed when it connects in the second in which it was seen starting', () => {
    const channel = three();
    channel.reports({ kind: 'status', status: 'STANDBY' }, 'B', 20_000);
    look(channel, 60_200, 'B', { status: 'STARTING' });
    const active = { kind: 'status', status: 'ACTIVE', previous: 'STARTING' } as const;
    for (const pipeline of pipelineIds) {
      channel.at(60_900, report(active, 'B', pipeline, 60_000));
      channel.at(61_000, flow(true, 'B', pipeline, 60_000));
    }
    channel.at(90_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('is not believed against a status that is as young', () => {
    const channel = three();
    look(channel, 60_000, 'B', {});
    look(channel, 60_500, 'B', { status: 'STANDBY' });
    expect(statusOf(channel, 'B')).toBe('healthy');
  });
});

describe('a word that a look has put in doubt', () => {
  const doubted = () => {
    const channel = three();
    channel.at(10_500, flow(false, 'B', '0', 10_000));
    channel.at(20_000, timer());
    look(channel, 60_000, 'B', { sending: true, errors: [] });
    expect(statusOf(channel, 'B')).toBe('unknown');
    return channel;
  };

  it('lets no older one count that comes late', () => {
    const channel = doubted();
    expect(spoken(channel.at(61_000, flow(true, 'B', '0', 5_000)))).toEqual(['stale-evidence/none']);
    expect(statusOf(channel, 'B')).toBe('unknown');
  });

  it('stays in doubt when it is delivered again', () => {
    const channel = doubted();
    channel.at(61_000, flow(false, 'B', '0', 10_000));
    channel.at(80_000, timer());
    expect(statusOf(channel, 'B')).toBe('unknown');
  });

  it('is good again with the next look', () => {
    const channel = doubted();
    look(channel, 120_000, 'B', { sending: true, errors: [] });
    channel.at(140_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
  });
});

describe('a device that sends to a flow', () => {
  it('and sends no more has been lost, once somebody was seen', () => {
    const channel = three();
    look(channel, 60_000, 'B', { sending: true });
    look(channel, 120_000, 'B', { sending: false });
    expect(statusOf(channel, 'B')).toBe('suspect');
    expect(spoken(look(channel, 180_000, 'B', { sending: false }))).not.toContain('observation/noted');
    expect(statusOf(channel, 'B')).toBe('down');
    look(channel, 240_000, 'B', { sending: true });
    expect(statusOf(channel, 'B')).toBe('recovering');
  });

  it('that was never seen says nothing by its absence', () => {
    const channel = three();
    look(channel, 60_000, 'B', { sending: false });
    look(channel, 120_000, 'B', { sending: false });
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('was not seen yet in the second in which the flow connects: its connection is the later', () => {
    const channel = three();
    channel.flows(false, 'B', 50_000);
    look(channel, 60_200, 'B', { sending: false, errors: ['no source connected'] });
    channel.both(60_800, (pipeline) => flow(true, 'B', pipeline, 60_000));
    channel.at(71_000, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
  });

  it('counts as lost with the first error of the flow', () => {
    const channel = three();
    const lost = look(channel, 60_000, 'B', { sending: false, errors: ['no source connected'] });
    expect(lost.decisions.map(({ why }) => why).join()).toContain(
      'no device is sending to the flow (no source connected)',
    );
    expect(statusOf(channel, 'B')).toBe('suspect');
  });

  it('though the flow was said to be disconnected leaves its health unknown, not healthy', () => {
    const channel = three();
    channel.flows(false, 'B', 1_000);
    channel.at(5_000, timer());
    look(channel, 60_000, 'B', { sending: true });
    expect(statusOf(channel, 'B')).toBe('unknown');
  });

  it('is not believed right after a loss: MediaConnect may not have given up', () => {
    const channel = three();
    channel.flows(false, 'B', 50_000);
    look(channel, 60_000, 'B', { sending: true });
    expect(statusOf(channel, 'B')).toBe('down');
  });

  it('is no evidence against what an event said in the same second, nor of a flow that is not ACTIVE', () => {
    const channel = three();
    look(channel, 60_000, 'B', { sending: true });
    channel.flows(true, 'B', 120_000);
    look(channel, 120_500, 'B', { sending: false });
    expect(statusOf(channel, 'B')).toBe('healthy');
    look(channel, 180_000, 'B', { status: 'UPDATING', sending: false });
    expect(channel.state.health['B']?.['0'].facts?.sending?.now).toBe(true);
  });
});

describe("CloudWatch's word on what arrives", () => {
  it('finds a loss of which no event told', () => {
    const channel = three();
    expect(spoken(look(channel, 60_000, 'B', { carries: false }))).toContain('observation/noted');
    look(channel, 120_000, 'B', { carries: false });
    expect(statusOf(channel, 'B')).toBe('down');
  });

  it('finds a return of which no event told', () => {
    const channel = three();
    failOverToB(channel);
    channel.flows(false, 'A', 30_000);
    look(channel, 200_000, 'A', { carries: true }, 'B');
    expect(statusOf(channel, 'A')).toBe('recovering');
    channel.at(215_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('comes late, and is not believed against an event of the last two minutes', () => {
    const channel = three();
    channel.flows(false, 'B', 1_000);
    look(channel, 120_000, 'B', { carries: true });
    expect(statusOf(channel, 'B')).toBe('down');
  });
});

describe('good evidence of a standby', () => {
  it('ages: of what nothing is heard nothing is known', () => {
    const channel = three(aging);
    expect(timerOf(channel, 'age')).toBe(301_000);
    channel.at(300_999, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
    channel.at(301_000, timer());
    expect(statusOf(channel, 'B')).toBe('unknown');
  });

  it('of the site on air does not: MediaLive watches it', () => {
    const channel = three(aging);
    channel.at(3_600_000, timer());
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it.each([{ carries: true }, { sending: true }])('is kept young by a look (%j)', (seen) => {
    const channel = three(aging);
    look(channel, 240_000, 'B', seen);
    channel.at(1_139_999, timer());
    expect(statusOf(channel, 'B')).toBe('healthy');
    channel.at(1_140_000, timer());
    expect(statusOf(channel, 'B')).toBe('unknown');
  });

  it('is not kept young by a look that says nothing of what arrives', () => {
    const channel = three(aging);
    look(channel, 240_000, 'B', {});
    channel.at(301_000, timer());
    expect(statusOf(channel, 'B')).toBe('unknown');
  });

  it('that is too old makes another site the better choice', () => {
    const channel = three(aging);
    look(channel, 240_000, 'C', { carries: true });
    channel.at(302_000, timer());
    lose(channel, 310_000);
    expect(switchesOf(channel)).toEqual(['site-C']);
  });
});

it('MediaConnect that does not answer is held against nobody', () => {
  const channel = three();
  const step = channel.at(60_000, observed({ flows: 'unavailable' }));
  expect(spoken(step)).toEqual(['timer/none']);
  expect(statusOf(channel, 'B')).toBe('healthy');
});

describe('what stands of a flow that a look shows ACTIVE', () => {
  const failing: FlowReport = { kind: 'error', code: 'Output003', errored: true, message: 'no' };

  it('is over where DescribeFlow lists no errors: its end was not reported', () => {
    const channel = three();
    channel.at(1_000, report(failing, 'B', '0', 1_000));
    look(channel, 60_000, 'B', {});
    expect(channel.state.health['B']?.['0'].facts?.errors?.['Output003']?.over).toBeUndefined();
    const over = look(channel, 120_000, 'B', { errors: [] });
    expect(over.decisions.map(({ why }) => why).join()).toContain('Output003 is over');
    expect(channel.state.health['B']?.['0'].facts?.errors?.['Output003']?.over).toBe(true);
  });

  it('is maintenance no longer after hours', () => {
    const channel = three();
    channel.at(1_000, report({ kind: 'maintenance', status: 'INPROGRESS' }, 'B', '0', 1_000));
    look(channel, 60_000, 'B', {});
    expect(channel.state.health['B']?.['0'].facts?.maintenanceAt).toBe(noon + 1_000);
    look(channel, 24 * 3_600_000, 'B', {});
    expect(channel.state.health['B']?.['0'].facts?.maintenanceAt).toBeUndefined();
  });
});
