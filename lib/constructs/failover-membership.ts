import { createHash } from 'node:crypto';
import { CustomResource, Stack, Token } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { GroupConfiguration } from '../../config/configuration.ts';
import type { ExistingInput } from '../../config/existing-channel.ts';
import type {
  FailoverChannelsProperties,
  FailoverGroupProperties,
} from '../../lambdas/configure/contract.ts';

/** A failover group in the control plane's table, written by the `configure` function. */
export class FailoverGroup extends Construct {
  readonly groupName: string;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly configure: IFunction; readonly name: string; readonly definition: GroupConfiguration },
  ) {
    super(scope, id);
    this.groupName = props.name;
    const properties: FailoverGroupProperties = {
      Name: props.name,
      Definition: Stack.of(this).toJsonString(props.definition),
    };
    new CustomResource(this, 'Resource', {
      resourceType: 'Custom::FailoverGroup',
      serviceToken: props.configure.functionArn,
      properties: { ...properties },
    });
  }
}

/** A channel under failover: its group, its attachments, and the flows behind its pipelines. */
export interface FailoverMember {
  readonly channelArn: string;
  readonly name: string;
  readonly group: FailoverGroup;
  readonly inputs: Readonly<Record<string, ExistingInput>>;
}

/**
 * So many resources share the channels of a deployment, ten or so each where there are most. Which of them a channel is in follows from
 * its name alone, so that one channel more or less changes one of them.
 */
export const shares = 64;

/** The channels in the control plane's table, written by the `configure` function. */
export class FailoverChannels extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly configure: IFunction; readonly members: readonly FailoverMember[] },
  ) {
    super(scope, id);
    const byShare = new Map<number, FailoverMember[]>();
    for (const member of props.members) {
      const share = shareOf(member.name);
      byShare.set(share, [...(byShare.get(share) ?? []), member]);
    }
    for (const [share, members] of [...byShare].toSorted(([one], [other]) => one - other)) {
      this.#resource(`Share${share}`, members, props.configure);
    }
  }

  #resource(id: string, members: readonly FailoverMember[], configure: IFunction): void {
    const properties: FailoverChannelsProperties = { Channels: members.map(propertiesOf) };
    const resource = new CustomResource(this, id, {
      resourceType: 'Custom::FailoverChannels',
      serviceToken: configure.functionArn,
      properties: { ...properties },
    });
    // A member without its group could not be decided on.
    for (const group of new Set(members.map((member) => member.group))) resource.node.addDependency(group);
  }
}

function shareOf(name: string): number {
  return createHash('sha256').update(name).digest().readUInt32BE() % shares;
}

function propertiesOf({
  channelArn,
  name,
  group,
  inputs,
}: FailoverMember): FailoverChannelsProperties['Channels'][number] {
  return {
    ChannelArn: channelArn,
    Group: group.groupName,
    Name: name,
    Inputs: Object.fromEntries(
      Object.entries(inputs).map(([site, { attachment, flows }]) => [
        site,
        { Attachment: attachment, ...(flows.length > 0 && { Flows: flows.map(flowProperties) }) },
      ]),
    ),
  };
}

function flowProperties({ arn, sources }: ExistingInput['flows'][number]) {
  // In full, the ARNs of four flows for each channel would be a fifth of a large template.
  const flow = Token.isUnresolved(arn) ? arn : arn.slice(arn.indexOf(':flow:') + ':flow:'.length);
  return sources === 1 ? flow : ({ Flow: flow, Sources: '2' } as const);
}
