import { CfnChannel, type CfnChannelProps } from 'aws-cdk-lib/aws-medialive';
import { Aws } from 'aws-cdk-lib';
import { Policy, type PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { Construct, type IDependable } from 'constructs';
import type { EncodingConfiguration } from '../../../config/channel/encoding.ts';
import { captionSelectorName, encoderSettings } from './encoder-settings.ts';
import type { IInput } from './input.ts';
import { acknowledgeWildcard } from '../acknowledge-wildcard.ts';
import { channelLogs } from './channel-logs.ts';

/** An output group together with where it goes and what MediaLive may do there. */
export interface ChannelOutput {
  readonly group: CfnChannel.OutputGroupProperty;
  readonly destination: CfnChannel.OutputDestinationProperty;
  readonly permissions: readonly PolicyStatement[];
  /** What has to be there before the channel delivers, beside what the destination refers to. */
  readonly prerequisites: readonly IDependable[];
  /** Resources of the permissions that have a wildcard, and why. */
  readonly wildcards: readonly { readonly resource: string; readonly reason: string }[];
}

export interface ChannelProps {
  readonly channelName: string;
  /** By the name of the attachment: the first is on air when the channel starts. */
  readonly inputs: ReadonlyMap<string, IInput>;
  readonly encoding: EncodingConfiguration;
  /** The role with which the channel delivers; it is given what the outputs need. */
  readonly role: Role;
  readonly outputs: readonly ChannelOutput[];
}

/** On a channel: the stack that made it. */
const stackTag = 'medialive-failover:stack';

/**
 * A standard channel: two pipelines that encode the same and are kept frame-accurate, and an attachment for each input
 * group, because one cannot be added without stopping the channel.
 */
export class Channel extends Construct {
  readonly channelArn: string;
  readonly channelId: string;
  /** What it is made of: while that changes, it must not run. */
  readonly definition: CfnChannelProps;

  constructor(scope: Construct, id: string, props: ChannelProps) {
    super(scope, id);
    const { encoding, outputs } = props;
    const policy = new Policy(this, 'Policy', {
      roles: [props.role],
      statements: [...outputs.flatMap(({ permissions }) => permissions), ...channelLogs(this)],
    });
    for (const { resource, reason } of outputs.flatMap(({ wildcards }) => wildcards)) {
      acknowledgeWildcard(policy, resource, reason);
    }
    this.definition = {
      name: props.channelName,
      channelClass: 'STANDARD',
      roleArn: props.role.roleArn,
      inputSpecification: {
        codec: encoding.inputCodec.toUpperCase(),
        maximumBitrate: `MAX_${encoding.inputMbps}_MBPS`,
        resolution: 'HD',
      },
      inputAttachments: [...props.inputs].map(([name, { inputId }]) => attachment(name, inputId, encoding)),
      destinations: outputs.map(({ destination }) => destination),
      encoderSettings: encoderSettings(
        encoding,
        outputs.map(({ group }) => group),
      ),
      logLevel: 'INFO',
      // By which the lifecycle function finds the channel before CloudFormation changes it.
      tags: { [stackTag]: Aws.STACK_ID },
    };
    const channel = new CfnChannel(this, 'Resource', this.definition);
    channel.node.addDependency(policy, ...outputs.flatMap(({ prerequisites }) => prerequisites));
    this.channelArn = channel.attrArn;
    this.channelId = channel.attrId;
  }
}

function attachment(
  inputAttachmentName: string,
  inputId: string,
  { captions }: EncodingConfiguration,
): CfnChannel.InputAttachmentProperty {
  return {
    inputAttachmentName,
    inputId,
    inputSettings: {
      sourceEndBehavior: 'CONTINUE',
      inputFilter: 'AUTO',
      filterStrength: 1,
      deblockFilter: 'DISABLED',
      denoiseFilter: 'DISABLED',
      smpte2038DataPreference: 'IGNORE',
      audioSelectors: [
        { name: 'default', selectorSettings: { audioTrackSelection: { tracks: [{ track: 1 }] } } },
      ],
      captionSelectors: captions
        ? [
            {
              name: captionSelectorName,
              selectorSettings: { embeddedSourceSettings: { convert608To708: 'UPCONVERT' } },
            },
          ]
        : [],
    },
  };
}
