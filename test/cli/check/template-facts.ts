import type { Flow, Source } from '@aws-sdk/client-mediaconnect';
import type { DescribeChannelResponse, DescribeInputResponse } from '@aws-sdk/client-medialive';
import { Template } from 'aws-cdk-lib/assertions';
import { expectedChannel } from '../../../cli/check/expected-channel.ts';
import type { ChannelFacts } from '../../../cli/check/facts.ts';
import type { Configuration } from '../../../config/configuration.ts';
import { buildDeployment } from '../../../lib/deployment.ts';
import { isRecord, propertyOf, testApp } from '../../lib/synthesize.ts';

/** The channels that a configuration builds, as AWS would show them: read off the synthesized templates. */
export function templateFacts(configuration: Configuration): readonly ChannelFacts[] {
  const templates = new Map(
    buildDeployment(testApp(), configuration).map((stack) => [stack.stackName, Template.fromStack(stack)]),
  );
  return configuration.channels.flatMap((channel) => {
    const stack = `${configuration.name}-${channel.name}`;
    const own = templates.get(`${stack}-channel`);
    if (own === undefined) return [];
    const contribution = templates.get(`${stack}-contribution`);
    const flows = contribution === undefined ? [] : flowsOf(contribution);
    const facts: ChannelFacts = {
      now: 0,
      channel: channelOf(own),
      inputs: new Map(inputsOf(own, flows).map((input) => [input.Id ?? '', input])),
      flows: new Map(flows.map((flow) => [flow.FlowArn ?? '', flow])),
      schedule: [],
      expected: expectedChannel(configuration, channel),
    };
    return [facts];
  });
}

/** A channel's properties in a template are named as in the API; only what CloudFormation fills in has to be made up. */
function channelOf(template: Template): DescribeChannelResponse {
  const [resource] = Object.values(template.findResources('AWS::MediaLive::Channel'));
  const { Properties } = filledIn(resource) as { Properties: DescribeChannelResponse };
  return { ...Properties, Id: '1', State: 'RUNNING' };
}

function inputsOf(template: Template, flows: readonly Flow[]): readonly DescribeInputResponse[] {
  return Object.entries(template.findResources('AWS::MediaLive::Input')).map(([id, resource]) => {
    const { Properties } = filledIn(resource) as { Properties: DescribeInputResponse };
    const fed = flows.filter(({ Name = '' }) => Name.startsWith(`${Properties.Name ?? '?'}-`));
    return {
      ...Properties,
      Id: id,
      InputClass: 'STANDARD',
      MediaConnectFlows: fed.map(({ FlowArn }) => ({ FlowArn })),
    };
  });
}

function flowsOf(template: Template): readonly Flow[] {
  const second = Object.values(template.findResources('AWS::MediaConnect::FlowSource'));
  return Object.entries(template.findResources('AWS::MediaConnect::Flow')).map(([id, resource]) => {
    const { Properties } = filledIn(resource) as { Properties: Flow };
    const others = second.filter((source) =>
      JSON.stringify(propertyOf(source, 'FlowArn')).includes(`"${id}"`),
    );
    const sources = [
      propertyOf(resource, 'Source'),
      ...others.map((other: unknown) => propertyOf({ Properties: other }, 'Properties')),
    ];
    return { ...Properties, FlowArn: id, Status: 'ACTIVE', Sources: sources.map(sourceOf) };
  });
}

function sourceOf(properties: unknown): Source {
  const { Name, Protocol } = isRecord(properties) ? properties : {};
  return {
    Name: String(Name),
    SourceArn: String(Name),
    Transport: { Protocol: String(Protocol) as NonNullable<Source['Transport']>['Protocol'] },
  };
}

/** What a template leaves to CloudFormation, as text: joined parts, the name of what is referred to, an ingest endpoint. */
function filledIn(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(filledIn);
  if (!isRecord(value)) return value;
  const [[name, argument] = ['', undefined], ...more] = Object.entries(value);
  if (more.length === 0) {
    if (name === 'Ref') return argument;
    if (name === 'Fn::GetAtt' && Array.isArray(argument)) return argument[0];
    if (name === 'Fn::Join' && Array.isArray(argument)) {
      const parts: unknown = filledIn(argument[1]);
      return Array.isArray(parts) ? parts.map(String).join(String(argument[0])) : '';
    }
    if (name === 'Fn::Select' && Array.isArray(argument)) {
      return `https://endpoint-${String(argument[0])}.mediapackagev2.eu-west-1.amazonaws.com/in/v1/index`;
    }
  }
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, filledIn(inner)]));
}
