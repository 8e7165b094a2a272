import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { findingsIn } from '../../../twin/cloudformation/specification.ts';
import { isJsonList, isJsonObject, parseJson, type JsonValue } from '../../../twin/gateway/json-value.ts';
import { createRequestFindings } from '../../../twin/medialive/create-request.ts';
import { isRecord, templatesOf } from '../synthesize.ts';

/**
 * Goal: a wrong enumeration or a misspelt nested name in a resource fails here and not in the middle of a deployment. cfn-lint and CDK let MediaLive's pass. That the check sees such things is proved by planting them.
 */
const examples = join(import.meta.dirname, '..', '..', '..', 'examples');
const names = readdirSync(examples).filter((name) => name.endsWith('.yaml'));
const check = (type: string, properties: JsonValue) => [
  ...findingsIn(type, properties),
  ...createRequestFindings(type, properties),
];
const resources = new Map(
  names.map((name) => [name, resourcesOf(readFileSync(join(examples, name), 'utf8'))]),
);
const kinds = new Map([...resources.values()].flat().map(({ type, properties }) => [type, properties]));

describe('the resources', () => {
  it.each(names)('of %s are what the services take', (name) => {
    const found = resources.get(name)?.flatMap(({ type, properties }) => check(type, properties));
    expect(found).toEqual([]);
  });

  it.each([...kinds.keys()].sort())('of type %s are checked: a planted property is found', (type) => {
    expect(check(type, planted(kinds.get(type), ['NoSuchProperty'], 'x'))).toContainEqual(
      expect.stringContaining('NoSuchProperty'),
    );
  });
});

describe('the check of the templates', () => {
  it.each<[string, string[], JsonValue]>([
    ['AWS::MediaConnect::Flow', ['Source', 'Protocol'], 'rtpx'],
    ['AWS::MediaConnect::Flow', ['Source', 'Protocl'], 'rtp'],
    ['AWS::MediaConnect::Flow', ['SourceFailoverConfig', 'FailoverMode'], 'MERGED'],
    ['AWS::MediaConnect::Flow', ['Maintenance', 'MaintenanceDay'], 'Someday'],
    ['AWS::MediaConnect::FlowSource', ['Protocol'], 'rtpx'],
    ['AWS::MediaConnect::FlowOutput', ['Protocol'], 'rtpx'],
    ['AWS::MediaLive::Channel', ['ChannelClass'], 'STANDART'],
    ['AWS::MediaLive::Channel', ['EncoderSettings', 'GlobalConfiguration', 'OutputLockingMode'], 'PIPELINE'],
    ['AWS::MediaLive::Channel', ['EncoderSettings', 'OutputGroups', '0', 'OutputGroupSettings', 'Foo'], {}],
    ['AWS::MediaLive::Channel', ['InputAttachments', '0', 'InputSettings', 'SourceEndBehavior'], 'GO_ON'],
    ['AWS::MediaLive::Input', ['Type'], 'MEDIA_CONNECT'],
    ['AWS::MediaLive::InputSecurityGroup', ['WhitelistRules', '0', 'CidrIp'], '10.0.0.0/8'],
    ['AWS::MediaPackage::Channel', ['Identifier'], 'x'],
    ['AWS::MediaPackage::OriginEndpoint', ['HlsPackage', 'AdMarkers'], 'SCTE35'],
    ['AWS::MediaPackageV2::Channel', ['InputType'], 'DASH'],
    ['AWS::MediaPackageV2::ChannelGroup', ['Name'], 'x'],
    ['AWS::MediaPackageV2::ChannelPolicy', ['Statement'], {}],
    ['AWS::MediaPackageV2::OriginEndpoint', ['ContainerType'], 'MP4'],
    [
      'AWS::MediaPackageV2::OriginEndpoint',
      ['ForceEndpointErrorConfiguration', 'EndpointErrorConditions'],
      ['OLD'],
    ],
    ['AWS::MediaPackageV2::OriginEndpointPolicy', ['Endpoint'], 'x'],
  ])('finds in %s a planted %j', (type, path, value) => {
    const sound = [...resources.values()]
      .flat()
      .find((resource) => resource.type === type && has(resource.properties, path));
    expect(sound).toBeDefined();
    expect(check(type, planted(sound?.properties ?? null, path, value))).not.toEqual([]);
  });

  it('finds a required property that is missing', () => {
    expect(check('AWS::MediaConnect::Flow', { Name: 'x' })).toEqual(['Properties.Source is required.']);
  });
});

function resourcesOf(text: string): readonly { type: string; properties: JsonValue }[] {
  return templatesOf(text)
    .flatMap((template): unknown[] => Object.values(template.toJSON()['Resources'] as object))
    .filter(isRecord)
    .map((resource) => ({
      type: String(resource['Type']),
      properties: parseJson(JSON.stringify(resource['Properties'] ?? {})),
    }))
    .filter(({ type }) => type.startsWith('AWS::'));
}

/** Whether the place of a planted fault is there: its parent, since the key itself may be made up. */
function has(value: JsonValue | undefined, [key = '', ...rest]: readonly string[]): boolean {
  if (rest.length === 0) return true;
  return childOf(value, key) !== undefined && has(childOf(value, key), rest);
}

function childOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (isJsonList(value)) return value[Number(key)];
  return isJsonObject(value) ? value[key] : undefined;
}

function planted(
  value: JsonValue | undefined,
  [key = '', ...rest]: readonly string[],
  fault: JsonValue,
): JsonValue {
  const inner = rest.length === 0 ? fault : planted(childOf(value, key), rest, fault);
  if (isJsonList(value)) return value.map((item, index) => (String(index) === key ? inner : item));
  return { ...(isJsonObject(value) ? value : {}), [key]: inner };
}
