import { describe, expect, it } from '@jest/globals';
import { examine } from '../../../cli/check/examine.ts';
import { allRules } from '../../../cli/check/rules/all-rules.ts';
import * as sound from './sound-facts.ts';
import { action, manyActions, pause, toA, tonight } from './spoilt/actions.ts';
import { spoiltChannels } from './spoilt/channels.ts';
import { spoiltConfigurations } from './spoilt/configured.ts';
import { spoiltDestinations } from './spoilt/destinations.ts';
import { spoiltEncoders } from './spoilt/encoders.ts';
import { spoiltFiles } from './spoilt/files.ts';
import { spoiltFlows } from './spoilt/flows.ts';
import { spoiltOutputs } from './spoilt/outputs.ts';
import { spoiltSchedules } from './spoilt/schedules.ts';
import { spoiltSegments, soundSegments } from './spoilt/segments.ts';
import { withDestination, withEncoder, withGroup } from './spoilt/spoilt.ts';

/** Goal: every rule finds what it is there for, in a channel that is sound otherwise, and says so with the value that is there. */
const rows = [
  ...spoiltChannels,
  ...spoiltFlows,
  ...spoiltEncoders,
  ...spoiltOutputs,
  ...spoiltDestinations,
  ...spoiltFiles,
  ...spoiltSegments,
  ...spoiltSchedules,
  ...spoiltConfigurations,
];
const { channel, encoder } = sound;

describe('a check', () => {
  it('has nothing to say about a sound channel, alone or with its configuration', () => {
    expect(examine(sound.soundFacts())).toEqual([]);
    expect(examine(sound.soundFacts({ expected: sound.expected() }))).toEqual([]);
  });

  it.each(rows)('of rule %s finds %s', (rule, _what, spoilt, severity, found) => {
    const findings = examine(sound.soundFacts(spoilt)).filter((finding) => finding.rule === rule);
    expect(findings.map((finding) => finding.severity)).toContain(severity);
    expect(findings.map((finding) => finding.found).join('\n')).toMatch(found);
  });

  it('has each rule tried', () => {
    const tried = new Set(rows.map(([rule]) => rule));
    expect(allRules.map(({ name }) => name).filter((name) => !tried.has(name))).toEqual([]);
  });

  it('says of every finding what is demanded, where that is said, and what to do', () => {
    const findings = rows.flatMap(([, , spoilt]) => examine(sound.soundFacts(spoilt)));
    const empty = findings.filter(({ where, demanded, remedy, source }) =>
      [where, demanded, remedy, source].some((text) => text === ''),
    );
    expect(empty).toEqual([]);
  });

  it('gives the gravest first', () => {
    const findings = examine(
      sound.soundFacts({
        channel: channel({ State: 'IDLE', InputAttachments: [] }),
        schedule: manyActions(1401),
      }),
    );
    expect(findings.map(({ severity }) => severity)).toEqual(['error', 'warning', 'note']);
  });

  it.each([
    ...soundSegments,
    ['UDP that stops without input', withGroup({ UdpGroupSettings: { InputLossAction: 'DROP_TS' } })],
    [
      'one stream server, with a stream for each pipeline',
      withDestination({
        Settings: ['one', 'two'].map((StreamName) => ({ Url: 'rtmp://203.0.113.9/live', StreamName })),
      }),
    ],
    [
      'MediaPackage v1, which takes both pipelines',
      withDestination({ MediaPackageSettings: [{ ChannelId: 'x' }] }),
    ],
    [
      'two pipelines of which both run',
      { channel: channel({ PipelinesRunningCount: 2, PipelineDetails: [{}, {}] }) },
    ],
    ['no preparing, where the start is fixed', withEncoder({ FeatureActivations: {} })],
    ['a resumed pipeline', { schedule: [pause('pause', 'PIPELINE_1'), pause('resume')] }],
    ['switches of our own to come', { schedule: [action('planned-3-B-20261121T120000Z', toA, tonight)] }],
    [
      'a foreign switch that is past',
      {
        schedule: [
          action('old', toA, { FixedModeScheduleActionStartSettings: { Time: '2026-11-21T12:00:00.000Z' } }),
        ],
      },
    ],
    [
      'video-aligned locking without timecode',
      withEncoder({
        TimecodeConfig: { Source: 'SYSTEMCLOCK' },
        GlobalConfiguration: {
          ...encoder.GlobalConfiguration,
          OutputLockingSettings: { PipelineLockingSettings: { PipelineLockingMethod: 'VIDEO_ALIGNMENT' } },
        },
      }),
    ],
  ] satisfies (readonly [string, sound.Parts])[])('has nothing to say about %s', (_what, parts) => {
    expect(examine(sound.soundFacts(parts))).toEqual([]);
  });
});
