import { describe, expect, it } from '@jest/globals';
import { emfMeter } from '../../../aws/observability/emf-meter.ts';
import { noon } from '../../control/support/manual-clock.ts';

function setup(alarmedByChannel: readonly string[] = []) {
  const lines: string[] = [];
  const meter = emfMeter((line) => lines.push(line), { deployment: 'live', alarmedByChannel });
  return { meter, read: () => lines.map((line) => JSON.parse(line) as unknown) };
}

function directivesOf(line: unknown) {
  const { _aws } = line as {
    _aws: { CloudWatchMetrics: { Dimensions: string[][]; Metrics: { Name: string }[] }[] };
  };
  return _aws.CloudWatchMetrics.map(({ Dimensions, Metrics }) => ({
    dimensions: Dimensions,
    names: Metrics.map(({ Name }) => Name),
  }));
}

describe('the meter', () => {
  it('writes a count in the embedded metric format, with and without its dimension', () => {
    const { meter, read } = setup();
    meter.count('Switches', 'failover');
    meter.count('Switches', 'failover');
    meter.flush(noon);
    expect(read()).toEqual([
      {
        _aws: {
          Timestamp: noon,
          CloudWatchMetrics: [
            {
              Namespace: 'MediaLiveFailover',
              Dimensions: [['Deployment'], ['Deployment', 'Kind']],
              Metrics: [{ Name: 'Switches', Unit: 'Count' }],
            },
          ],
        },
        Switches: 2,
        Deployment: 'live',
        Kind: 'failover',
      },
    ]);
  });

  it('keeps counts of different dimension values apart', () => {
    const { meter, read } = setup();
    meter.count('IgnoredMessages', 'not-json');
    meter.count('IgnoredMessages', 'unknown-shape');
    meter.count('ReconcilerRuns');
    meter.flush(noon);
    expect(read()).toMatchObject([
      { IgnoredMessages: 1, Reason: 'not-json' },
      { IgnoredMessages: 1, Reason: 'unknown-shape' },
      { ReconcilerRuns: 1, _aws: { CloudWatchMetrics: [{ Dimensions: [['Deployment']] }] } },
    ]);
  });

  it('writes every duration it was given, in one line', () => {
    const { meter, read } = setup();
    meter.time('DecisionLatencyMs', 31);
    meter.time('DecisionLatencyMs', 42);
    meter.flush(noon);
    expect(read()).toMatchObject([
      {
        DecisionLatencyMs: [31, 42],
        _aws: { CloudWatchMetrics: [{ Metrics: [{ Unit: 'Milliseconds' }] }] },
      },
    ]);
  });

  it('writes the gauges of a channel in one line, zeros as well, and with the channel what an alarm of it is on', () => {
    const { meter, read } = setup(['OffAir']);
    meter.gauge('OffAir', 'news', true);
    meter.gauge('OffAir', 'news', false);
    meter.gauge('ChannelStopped', 'news', false);
    meter.gauge('OffAir', 'sport', false);
    meter.flush(noon);
    expect(read()).toMatchObject([
      {
        OffAir: 0,
        ChannelStopped: 0,
        Channel: 'news',
        _aws: {
          CloudWatchMetrics: [
            { Dimensions: [['Deployment']], Metrics: [{ Name: 'OffAir' }, { Name: 'ChannelStopped' }] },
            { Dimensions: [['Deployment', 'Channel']], Metrics: [{ Name: 'OffAir' }] },
          ],
        },
      },
      { OffAir: 0, Channel: 'sport' },
    ]);
  });

  it('names a channel without alarms of its own while something is so of it, and only for that', () => {
    const { meter, read } = setup();
    meter.gauge('OffAir', 'news', true);
    meter.gauge('ChannelStopped', 'news', false);
    meter.gauge('OffAir', 'sport', false);
    meter.flush(noon);
    expect(read().map(directivesOf)).toEqual([
      [
        { dimensions: [['Deployment']], names: ['OffAir', 'ChannelStopped'] },
        { dimensions: [['Deployment', 'Channel']], names: ['OffAir'] },
      ],
      [{ dimensions: [['Deployment']], names: ['OffAir'] }],
    ]);
  });

  it('writes how high something stands, the last time it was said, zero as well', () => {
    const { meter, read } = setup();
    meter.level('OldestLookSeconds', 40);
    meter.level('OldestLookSeconds', 0);
    meter.flush(noon);
    meter.flush(noon);
    expect(read()).toMatchObject([
      {
        OldestLookSeconds: 0,
        _aws: { CloudWatchMetrics: [{ Dimensions: [['Deployment']], Metrics: [{ Unit: 'Seconds' }] }] },
      },
    ]);
  });

  it('writes nothing that it has written before, and no zeros', () => {
    const { meter, read } = setup();
    meter.count('Conflicts');
    meter.add('EvidenceMissedByEvents', 0);
    meter.flush(noon);
    meter.flush(noon);
    expect(read()).toHaveLength(1);
  });
});
