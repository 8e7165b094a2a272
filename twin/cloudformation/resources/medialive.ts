import * as v from 'valibot';
import type { ChannelSpec, InputSpec } from '../../estate.ts';
import type { AccessControl } from '../../iam/access-control.ts';
import type { MediaPlane } from '../../media-plane.ts';
import { channelArn, inputArn, inputSecurityGroupArn } from '../../medialive/arn.ts';
import { createRequestFindings } from '../../medialive/create-request.ts';
import { channelProblems, inputProblems, type Surroundings } from '../../medialive/creation-rules.ts';
import { inputKinds, inputTypes } from '../../medialive/input-kinds.ts';
import type { ResourceContext, ResourceProvider } from '../resource-provider.ts';
import { specifiedProvider } from '../specified-provider.ts';
import { stableNumber } from '../stable-id.ts';

const tags = v.optional(v.record(v.string(), v.string()));

const inputProperties = v.looseObject({
  Name: v.optional(v.string()),
  Type: v.picklist(
    inputTypes,
    ({ received }) => `There is no input type ${received}. There are: ${inputTypes.join(', ')}.`,
  ),
  MediaConnectFlows: v.optional(v.array(v.looseObject({ FlowArn: v.string() })), []),
  InputSecurityGroups: v.optional(v.array(v.string()), []),
  Sources: v.optional(v.array(v.looseObject({ Url: v.string(), Username: v.optional(v.string()) }))),
  Destinations: v.optional(v.array(v.looseObject({ StreamName: v.optional(v.string()) })), []),
  RoleArn: v.optional(v.string()),
  Tags: tags,
});

/**
 * What MediaLive does to a flow while it makes an input of it, with the input's role (UG, "Trusted entity: MediaConnect"). A grant
 * on the ARN of a flow is refused (aws/aws-cdk, packages/@aws-cdk/aws-medialive-alpha/lib/input.ts).
 */
const flowActions = [
  'mediaconnect:ManagedDescribeFlow',
  'mediaconnect:ManagedAddOutput',
  'mediaconnect:ManagedRemoveOutput',
];

const inputProvider = (media: MediaPlane, access: AccessControl): ResourceProvider =>
  specifiedProvider(
    'AWS::MediaLive::Input',
    inputProperties,
    async (properties, context) => {
      const { inventory } = media.mediaLive;
      const { Name, Type, MediaConnectFlows, InputSecurityGroups, RoleArn, Tags, Sources, ...rest } =
        properties;
      const { Destinations, ...settings } = rest;
      const streamNames = Destinations.flatMap(({ StreamName = [] }) => StreamName);
      const input: InputSpec = {
        id: stableNumber(context, (id) => inventory.inputs.has(id)),
        name: Name ?? context.physicalName(64),
        type: Type,
        flowArns: MediaConnectFlows.map(({ FlowArn }) => FlowArn),
        securityGroups: InputSecurityGroups,
        settings,
        ...(streamNames.length === 0 ? {} : { streamNames }),
        ...(Sources === undefined ? {} : { sources: Sources.map(sourceOf) }),
        ...(RoleArn === undefined ? {} : { roleArn: RoleArn }),
        ...(Tags === undefined ? {} : { tags: Tags }),
      };
      refuse([...inputProblems(input, surroundings(media)), ...roleProblems(input, access, context)]);
      await media.addInput(input);
      const isPushed = inputKinds[Type].way === 'push';
      const endpoints = isPushed ? (media.pushEndpoints.get(input.id) ?? []) : [];
      return {
        ref: input.id,
        attributes: {
          Arn: inputArn(context, input.id),
          Id: input.id,
          Destinations: endpoints.map(({ url }) => url),
          Sources: (Sources ?? []).map(({ Url }) => Url),
        },
        remove: () => media.removeInput(input.id),
      };
    },
    createRequestFindings,
    ({ Name, InputSecurityGroups, MediaConnectFlows }, before) => {
      const input = media.mediaLive.inventory.inputs.get(before.ref);
      if (input === undefined) throw new Error(`There is no input ${before.ref}.`);
      media.changeInput({
        ...input,
        ...(Name === undefined ? {} : { name: Name }),
        flowArns: MediaConnectFlows.map(({ FlowArn }) => FlowArn),
        securityGroups: InputSecurityGroups,
      });
      return before;
    },
  );

const sourceOf = ({
  Url: url,
  Username: username,
}: {
  readonly Url: string;
  readonly Username?: string | undefined;
}) => ({
  url,
  ...(username === undefined ? {} : { username }),
});

const securityGroupProperties = v.looseObject({
  WhitelistRules: v.optional(v.array(v.looseObject({ Cidr: v.string() })), []),
  Tags: tags,
});

const securityGroupProvider = ({ mediaLive }: MediaPlane): ResourceProvider =>
  specifiedProvider(
    'AWS::MediaLive::InputSecurityGroup',
    securityGroupProperties,
    ({ WhitelistRules, Tags }, context) => {
      const id = stableNumber(context, (taken) => mediaLive.inventory.securityGroups.has(taken));
      mediaLive.addSecurityGroup({
        id,
        cidrs: WhitelistRules.map(({ Cidr }) => Cidr),
        ...(Tags === undefined ? {} : { tags: Tags }),
      });
      return {
        ref: id,
        attributes: { Arn: inputSecurityGroupArn(context, id), Id: id },
        remove: () => {
          mediaLive.removeSecurityGroup(id);
        },
      };
    },
    createRequestFindings,
    ({ WhitelistRules, Tags }, before) => {
      mediaLive.addSecurityGroup({
        id: before.ref,
        cidrs: WhitelistRules.map(({ Cidr }) => Cidr),
        ...(Tags === undefined ? {} : { tags: Tags }),
      });
      return before;
    },
  );

const channelProperties = v.looseObject({
  Name: v.pipe(
    v.string(),
    v.nonEmpty('A channel needs a name, although CloudFormation does not ask for it.'),
  ),
  ChannelClass: v.optional(v.picklist(['STANDARD', 'SINGLE_PIPELINE']), 'STANDARD'),
  InputAttachments: v.array(v.looseObject({ InputAttachmentName: v.string(), InputId: v.string() })),
  EncoderSettings: v.looseObject({
    FeatureActivations: v.optional(
      v.looseObject({ InputPrepareScheduleActions: v.optional(v.string(), 'DISABLED') }),
    ),
  }),
  RoleArn: v.string(),
  Tags: tags,
});

/** A channel, IDLE: CloudFormation starts none. */
const channelProvider = (media: MediaPlane, access: AccessControl): ResourceProvider =>
  specifiedProvider(
    'AWS::MediaLive::Channel',
    channelProperties,
    (properties, context) => {
      const { inventory } = media.mediaLive;
      const id = stableNumber(context, (taken) => inventory.channels.has(taken));
      const channel = channelSpec(id, properties);
      refuse([
        ...channelProblems(channel, surroundings(media)),
        ...(access.hasRole(properties.RoleArn) ? [] : [`There is no role ${properties.RoleArn}.`]),
      ]);
      media.mediaLive.addChannel(channel);
      return channelResource(media, channel, context);
    },
    createRequestFindings,
    (properties, before, context) => {
      const channel = channelSpec(before.ref, properties);
      refuse(channelProblems(channel, surroundings(media)));
      media.mediaLive.changeChannel(channel);
      return channelResource(media, channel, context);
    },
  );

function channelSpec(id: string, properties: v.InferOutput<typeof channelProperties>): ChannelSpec {
  const { Name, ChannelClass, InputAttachments, Tags, ...settings } = properties;
  const activations = settings.EncoderSettings.FeatureActivations;
  return {
    id,
    name: Name,
    channelClass: ChannelClass,
    attachments: InputAttachments.map(({ InputAttachmentName, InputId, ...rest }) => ({
      name: InputAttachmentName,
      inputId: InputId,
      settings: rest,
    })),
    inputPrepare: activations?.InputPrepareScheduleActions === 'ENABLED',
    startAs: 'IDLE',
    settings,
    ...(Tags === undefined ? {} : { tags: Tags }),
  };
}

function channelResource(
  { mediaLive }: MediaPlane,
  { id, attachments }: ChannelSpec,
  context: ResourceContext,
) {
  return {
    ref: id,
    attributes: {
      Arn: channelArn(context, id),
      Id: id,
      Inputs: attachments.map(({ inputId }) => inputId),
    },
    remove: () => {
      mediaLive.removeChannel(id);
    },
  };
}

/** AWS::MediaLive::Input, InputSecurityGroup and Channel. */
export const mediaLiveProviders = (media: MediaPlane, access: AccessControl): readonly ResourceProvider[] => [
  inputProvider(media, access),
  securityGroupProvider(media),
  channelProvider(media, access),
];

const surroundings = ({ mediaLive: { inventory }, flows }: MediaPlane): Surroundings => ({
  inventory,
  flowOf: (flowArn) => flows.find(flowArn)?.spec,
});

/** The role's policy has to be there by now: a template says so with `DependsOn`. */
function roleProblems(
  { type, roleArn }: InputSpec,
  access: AccessControl,
  { region }: ResourceContext,
): readonly string[] {
  if (type !== 'MEDIACONNECT') return [];
  if (roleArn === undefined) return ['A MEDIACONNECT input needs a RoleArn.'];
  return flowActions
    .filter((action) => !access.roleMay(roleArn, { action, resource: '*' }, region))
    .map((action) => `The role ${roleArn} may not ${action} on *.`);
}

function refuse(problems: readonly string[]): void {
  if (problems.length > 0) throw new Error(problems.join(' '));
}
