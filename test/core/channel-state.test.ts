// Evidence belongs to one run of a pipeline, and only running pipelines are judged.
import { describe, expect, it } from '@jest/globals';
import { alert, change, channelState, noon, timer } from './support/happenings.ts';
import { spoken, statusOf, switchesOf } from './support/readings.ts';
import { lose, onAirA } from './support/stories.ts';

describe('a channel that is not running', () => {
  it('is not switched, whatever its alarms say', () => {
    const channel = onAirA();
    channel.at(500, channelState('STOPPED', 500));
    lose(channel, 1_000);
    expect(switchesOf(channel)).toEqual([]);
  });

  it('stopping counts as stopped', () => {
    const channel = onAirA();
    channel.at(500, channelState('STOPPING', 500, '0'));
    expect(channel.state.pipelines['0'].running).toBe(false);
  });

  it('an alert on a pipeline believed stopped is reason to look', () => {
    const channel = onAirA();
    channel.at(500, channelState('STOPPED', 500));
    expect(channel.inquiryAt(1_000, alert('set', '0', 1_000)).channel).toBe(true);
  });
});

describe('a restart', () => {
  it('ends the evidence of the run before', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(4_000, timer());
    channel.at(10_000, channelState('STOPPED', 10_000, '0'));
    channel.at(20_000, channelState('RUNNING', 20_000, '0'));
    // Nobody has looked since: that its flow is connected all along proves nothing.
    expect(statusOf(channel, 'A')).toBe('unknown');
    expect(channel.state.health['A']?.['0'].alarms).toEqual({});
  });

  it('leaves an alert of the run before where it was, however late it comes', () => {
    const channel = onAirA();
    channel.at(10_000, channelState('STOPPED', 10_000));
    channel.at(20_000, channelState('RUNNING', 20_000));
    expect(spoken(channel.at(21_000, alert('set', '0', 9_000)))).toEqual(['stale-evidence/none']);
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('is reason to look where the channel came back', () => {
    const channel = onAirA();
    expect(channel.inquiryAt(20_000, channelState('RUNNING', 20_000, '0')).channel).toBe(true);
    expect(channel.inquiryAt(20_000, channelState('STOPPED', 20_000, '0')).channel).toBe(false);
  });

  it('of a pipeline on an input of no site is taken in', () => {
    const channel = onAirA();
    channel.arrive(5_000, 'elsewhere');
    channel.at(10_000, channelState('STOPPED', 10_000));
    expect(channel.state.pipelines['0'].running).toBe(false);
  });

  it('shows by an input change, where its own event was lost', () => {
    const channel = onAirA();
    channel.at(10_000, channelState('STOPPED', 10_000));
    channel.at(20_000, change('0', 'A', 20_000));
    expect(channel.state.pipelines['0']).toMatchObject({ running: true, runningAt: noon + 20_000 });
  });

  it('is not undone by the stop before it, delivered late', () => {
    const channel = onAirA();
    channel.at(10_000, channelState('STOPPED', 10_000));
    channel.at(20_000, change('0', 'A', 20_000));
    channel.at(21_000, channelState('STOPPED', 15_000));
    expect(channel.state.pipelines['0'].running).toBe(true);
  });

  it('whose start overtakes its stop leaves the pipeline running', () => {
    const channel = onAirA();
    channel.at(20_500, channelState('RUNNING', 20_000));
    channel.at(21_000, channelState('STOPPED', 10_000));
    expect(channel.state.pipelines['0'].running).toBe(true);
  });

  it('ends the evidence of the run before, though its start overtakes its stop', () => {
    const channel = onAirA();
    channel.at(1_000, alert('set', '0', 1_000));
    channel.at(20_500, channelState('RUNNING', 20_000));
    channel.at(21_000, channelState('STOPPED', 10_000));
    expect(channel.state.health['A']?.['0'].alarms).toEqual({});
    expect(spoken(channel.at(22_000, alert('set', '0', 9_000)))).toEqual(['stale-evidence/none']);
  });

  it('whose stop comes late keeps what has been raised since', () => {
    const channel = onAirA();
    channel.at(20_500, channelState('RUNNING', 20_000));
    channel.at(25_000, alert('set', '0', 24_000));
    channel.at(26_000, channelState('STOPPED', 10_000));
    expect(statusOf(channel, 'A')).toBe('suspect');
    expect(channel.state.health['A']?.['0'].alarms).toHaveProperty('alarm-0');
  });

  it('remembers that an alarm of the new run is over, so that its SET, delivered after all, is no loss', () => {
    const channel = onAirA();
    channel.at(20_500, channelState('RUNNING', 20_000));
    channel.at(31_000, alert('cleared', '0', 30_000));
    channel.at(40_000, channelState('STOPPED', 10_000));
    channel.at(50_000, alert('set', '0', 22_000));
    expect(statusOf(channel, 'A')).toBe('healthy');
  });

  it('that was not heard of shows by the next stop: what was raised between the two is over', () => {
    const channel = onAirA();
    channel.at(10_000, channelState('STOPPED', 10_000));
    channel.at(40_000, channelState('STOPPED', 40_000));
    channel.at(50_500, channelState('RUNNING', 50_000));
    expect(spoken(channel.at(52_000, alert('set', '0', 30_000)))).toEqual(['stale-evidence/none']);
    expect(statusOf(channel, 'A')).toBe('healthy');
  });
});

describe('states', () => {
  it.each(['CREATED', 'STARTING', 'DELETING'])('%s changes nothing', (state) => {
    const channel = onAirA();
    const before = channel.state;
    expect(spoken(channel.at(500, channelState(state, 500)))).toEqual(['observation/none']);
    expect(channel.state).toEqual(before);
  });

  it('of the whole channel speak of both pipelines', () => {
    const channel = onAirA();
    const step = channel.at(500, channelState('DELETED', 500));
    expect(step.decisions[0].why).toBe('The channel is DELETED.');
    expect(channel.state.pipelines).toMatchObject({ '0': { running: false }, '1': { running: false } });
  });

  it('of one pipeline speak of that one', () => {
    const channel = onAirA();
    const step = channel.at(500, channelState('STOPPED', 500, '1'));
    expect(step.decisions[0].why).toBe('Pipeline 1 is STOPPED.');
    expect(channel.state.pipelines).toMatchObject({ '0': { running: true }, '1': { running: false } });
  });

  it('that are known, or older than what is known, change nothing', () => {
    const channel = onAirA();
    channel.at(500, channelState('STOPPED', 500));
    expect(spoken(channel.at(600, channelState('STOPPED', 500)))).toEqual(['observation/none']);
    expect(spoken(channel.at(700, channelState('RUNNING', 100)))).toEqual(['observation/none']);
  });
});
