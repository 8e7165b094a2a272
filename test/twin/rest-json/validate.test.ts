// The check of a document against a model, proved on mutations of a good one: each must be found, and nothing else.
import { describe, expect, it } from '@jest/globals';
import * as sdk from '@aws-sdk/client-medialive';
import { mediaLiveModel } from '../../../twin/medialive/model.ts';
import { NormalizedSchema } from '../../../twin/rest-json/smithy-core.ts';
import { validate } from '../../../twin/rest-json/validate.ts';

const { allowedValues } = mediaLiveModel;

/** A channel as a template has it: member names, and values that are known only when it is deployed. */
function template() {
  return {
    ChannelClass: 'STANDARD',
    Name: { 'Fn::Sub': '${AWS::StackName}-news' },
    InputAttachments: [
      {
        InputAttachmentName: 'A',
        InputId: { Ref: 'InputA' },
        InputSettings: { SourceEndBehavior: 'CONTINUE' },
      },
    ],
    Destinations: [{ Id: 'hls', Settings: [{ Url: { 'Fn::GetAtt': ['Origin', 'Url'] } }] }],
    EncoderSettings: {
      AudioDescriptions: [],
      OutputGroups: [
        {
          Outputs: [],
          OutputGroupSettings: {
            HlsGroupSettings: { Destination: { DestinationRefId: 'hls' }, InputLossAction: 'PAUSE_OUTPUT' },
          },
        },
      ],
      TimecodeConfig: { Source: 'EMBEDDED', SyncThreshold: 5 },
      VideoDescriptions: [],
    },
    Tags: { team: 'playout' },
  };
}

function findings(document: unknown): readonly string[] {
  return validate(NormalizedSchema.of(sdk.CreateChannelRequest$), document, {
    allowedValues,
    naming: 'member',
    intrinsics: 'skip',
  }).map(({ kind, path }) => `${kind} ${path.join('.')}`);
}

describe('a template by member names', () => {
  it('finds nothing in a good one', () => {
    expect(findings(template())).toEqual([]);
  });

  it.each([
    ['a value of the channel', { ...template(), ChannelClass: 'DOUBLE' }, 'value ChannelClass'],
    ['an unknown member', { ...template(), Colour: 'red' }, 'unknown Colour'],
    ['a wire name', { ...template(), channelClass: 'STANDARD' }, 'unknown channelClass'],
    ['a wrong type', { ...template(), Name: 5 }, 'type Name'],
    ['a list for an object', { ...template(), EncoderSettings: [] }, 'type EncoderSettings'],
    ['an object for a list', { ...template(), InputAttachments: {} }, 'type InputAttachments'],
    ['a wrong value in a map', { ...template(), Tags: { team: 1 } }, 'type Tags.team'],
    ['a map that is none', { ...template(), Tags: 'playout' }, 'type Tags'],
  ])('finds %s', (_, document, found) => {
    expect(findings(document)).toEqual([found]);
  });

  it('finds faults at any depth, each with its path', () => {
    const good = template();
    const [group] = good.EncoderSettings.OutputGroups;
    const document = {
      ...good,
      InputAttachments: [{ InputSettings: { SourceEndBehavior: 'STOP' } }],
      EncoderSettings: {
        ...good.EncoderSettings,
        TimecodeConfig: { SyncThreshold: '5' },
        OutputGroups: [
          {
            ...group,
            OutputGroupSettings: { HlsGroupSettings: { Destination: {}, InputLossAction: 'PAUSE' } },
          },
        ],
      },
    };
    expect(findings(document).toSorted()).toEqual([
      'required EncoderSettings.TimecodeConfig.Source',
      'type EncoderSettings.TimecodeConfig.SyncThreshold',
      'value EncoderSettings.OutputGroups.0.OutputGroupSettings.HlsGroupSettings.InputLossAction',
      'value InputAttachments.0.InputSettings.SourceEndBehavior',
    ]);
  });

  it('takes null for absent, which a required member must not be', () => {
    const document = { ...template(), LogLevel: null, EncoderSettings: null };
    expect(findings(document)).toEqual([]);
    expect(findings({ EncoderSettings: { TimecodeConfig: null } })).toContain(
      'required EncoderSettings.TimecodeConfig',
    );
  });

  it('takes an object with an intrinsic beside other keys for what it is', () => {
    expect(findings({ ...template(), Name: { Ref: 'x', Other: 1 } })).toEqual(['type Name']);
  });
});

describe('a document off the wire', () => {
  const schema = NormalizedSchema.of(sdk.BatchUpdateScheduleRequest$);
  const onWire = (document: unknown) =>
    validate(schema, document, { allowedValues, naming: 'wire', intrinsics: 'refuse' });

  it('does not hold what travels in the path', () => {
    expect(onWire({ deletes: { actionNames: ['x'] } })).toEqual([]);
    expect(onWire({ ChannelId: '1' })).toEqual([
      {
        kind: 'unknown',
        path: ['ChannelId'],
        message: "'ChannelId' is unknown; allowed are creates, deletes.",
      },
    ]);
  });

  it('holds no intrinsics', () => {
    expect(onWire({ deletes: { actionNames: { Ref: 'Names' } } })).toHaveLength(1);
  });
});
