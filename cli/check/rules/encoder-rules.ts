import { defaultPolicy } from '../../../core/model/group.ts';
import type { EncoderSettings } from '@aws-sdk/client-medialive';
import { attachedInputs, inputWords, isStandard } from '../attached-input.ts';
import type { ChannelFacts } from '../facts.ts';
import type { Remark } from '../finding.ts';
import { pausingGroups } from '../output-groups.ts';
import { remarks, type Rule } from '../rule.ts';

/** MediaLive repeats the last picture for a second unless told otherwise (UG/feature-input-loss). */
const repeatFrameDefaultMs = 1000;
/** This many milliseconds are what the API takes for "for ever" (BM:medialive.InputLossBehavior). */
const foreverMs = 1_000_000;

/** What the encoder has to be told, so that its pipelines are interchangeable and a loss is seen soon. */
export const encoderRules: readonly Rule[] = [
  {
    name: 'input-prepare',
    demands:
      'Where switches start at once (start: immediate), or the policy has a standby prepared, the feature activation InputPrepareScheduleActions is ENABLED.',
    source: 'UG22/input-prep-enable; UG22/feature-prepare-input',
    look: prepareRemarks,
  },
  {
    name: 'repeat-frame',
    demands: 'The last picture is repeated for a second at most, where outputs then pause.',
    source: 'UG/feature-input-loss',
    look: repeatRemarks,
  },
  {
    name: 'pipeline-locking',
    demands:
      'The pipelines are locked to each other (PIPELINE_LOCKING), so that a change between them is no jump.',
    source: 'UG/pipeline-locking-requirements',
    look: (facts) => (isStandard(facts) ? lockingRemarks(facts) : []),
  },
  {
    name: 'frame-rate',
    demands: 'The frame rate is SPECIFIED: both pipelines, and both sites, come out alike.',
    source: 'UG/pipeline-locking-set-up',
    look: (facts) => {
      const named = framesFromSource(facts.channel.EncoderSettings);
      if (!isStandard(facts) || named.length === 0) return [];
      return [
        {
          severity: 'warning',
          where: `video ${named.map((name) => `"${name}"`).join(', ')}`,
          found: 'FramerateControl is INITIALIZE_FROM_SOURCE',
          remedy:
            'Set it to SPECIFIED with a numerator and a denominator; locking needs it, and so do players when the sites differ.',
        },
      ];
    },
  },
];

/** Before a fixed start MediaLive prepares the input by itself. Without a configuration the policy is the default one. */
function prepareRemarks({ channel, expected }: ChannelFacts): readonly Remark[] {
  const value = channel.EncoderSettings?.FeatureActivations?.InputPrepareScheduleActions ?? 'DISABLED';
  const { prepareStandby, start } = expected?.policy ?? defaultPolicy;
  if (value === 'ENABLED' || !(prepareStandby || start.type === 'immediate')) return [];
  const policy = expected === null ? 'the default policy' : `the policy of "${expected.group}"`;
  return [
    {
      severity: prepareStandby ? 'error' : 'warning',
      where: 'encoder settings',
      found: `InputPrepareScheduleActions is ${value}, and ${policy} says ${prepareStandby ? 'prepareStandby: every switch would be refused' : 'start: immediate'}`,
      remedy: `Stop the channel and enable it: without it an immediate switch has to probe the input first.${prepareStandby ? '' : ' Then set prepareStandby: true.'}`,
    },
  ];
}

function repeatRemarks(facts: ChannelFacts): readonly Remark[] {
  const given = facts.channel.EncoderSettings?.GlobalConfiguration?.InputLossBehavior?.RepeatFrameMsec;
  const repeatMs = given ?? repeatFrameDefaultMs;
  const pausing = pausingGroups(facts.channel);
  if (pausing.length === 0 || repeatMs <= repeatFrameDefaultMs) return [];
  const forever = repeatMs >= foreverMs;
  return [
    {
      severity: forever ? 'error' : 'warning',
      where: 'encoder settings',
      found: `RepeatFrameMsec is ${repeatMs}: ${pausing.map((name) => `"${name}"`).join(', ')} ${forever ? 'would never pause' : `${pausing.length === 1 ? 'pauses' : 'pause'} ${repeatMs} ms after the loss`}`,
      remedy:
        'Set RepeatFrameMsec to 500, or 1000 at most: it adds directly to the time before the origin notices the loss.',
    },
  ];
}

function lockingRemarks(facts: ChannelFacts): readonly Remark[] {
  const { GlobalConfiguration: settings, TimecodeConfig: timecode } = facts.channel.EncoderSettings ?? {};
  const mode = settings?.OutputLockingMode ?? 'PIPELINE_LOCKING';
  const method =
    settings?.OutputLockingSettings?.PipelineLockingSettings?.PipelineLockingMethod ?? 'SOURCE_TIMECODE';
  const byTimecode = mode === 'PIPELINE_LOCKING' && method === 'SOURCE_TIMECODE';
  const hls = attachedInputs(facts).filter(({ input }) => input?.Type === 'URL_PULL');
  const where = 'encoder settings';
  return remarks([
    [
      mode === 'DISABLED',
      {
        severity: 'error',
        where,
        found:
          'OutputLockingMode is DISABLED: each change of pipelines is a jump, and MediaPackage may not change at all',
        remedy: 'Stop the channel and set it to PIPELINE_LOCKING.',
      },
    ],
    [
      mode === 'EPOCH_LOCKING',
      {
        severity: 'warning',
        where,
        found: 'OutputLockingMode is EPOCH_LOCKING',
        remedy:
          'Set it to PIPELINE_LOCKING, unless encoders of two regions have to agree: epoch locking forbids SCTE-35 in HLS groups and does not suit MediaPackage v2.',
      },
    ],
    [
      byTimecode && timecode !== undefined && timecode.Source !== 'EMBEDDED',
      {
        severity: 'warning',
        where,
        found: `pipelines are locked by the timecode in the feeds, and TimecodeConfig takes ${timecode?.Source ?? '?'}`,
        remedy:
          'Set TimecodeConfig.Source to EMBEDDED, or PipelineLockingMethod to VIDEO_ALIGNMENT for feeds without timecode.',
      },
    ],
    [
      mode !== 'DISABLED' && hls.length > 0,
      {
        severity: 'warning',
        where: hls.map(inputWords).join(', '),
        found: 'an HLS input: once one has been on air, locking never resumes',
        remedy: 'Bring the site in by another protocol, like SRT through MediaConnect.',
      },
    ],
  ]);
}

function framesFromSource(settings: EncoderSettings | undefined): readonly string[] {
  return (settings?.VideoDescriptions ?? [])
    .filter(({ CodecSettings: codec }) => codec?.H264Settings?.FramerateControl === 'INITIALIZE_FROM_SOURCE')
    .map(({ Name }) => Name ?? '?');
}
