import * as v from 'valibot';
import type { ResourceContext, ResourceProvider } from '../resource-provider.ts';
import { specifiedProvider } from '../specified-provider.ts';
import { stableHex } from '../stable-id.ts';

const inGroup = { ChannelGroupName: v.string() };
const inChannel = { ...inGroup, ChannelName: v.string() };
const inEndpoint = { ...inChannel, OriginEndpointName: v.string() };
const manifests = v.optional(v.array(v.looseObject({ ManifestName: v.string() })), []);

/** What there is, by its path: `group`, `group/channel`, `group/channel/endpoint`. */
class Registry {
  readonly #domains = new Map<string, string>();
  readonly #paths = new Set<string>();

  addGroup(group: string, egressDomain: string): void {
    this.add(group);
    this.#domains.set(group, egressDomain);
  }

  add(...path: readonly string[]): void {
    const [parent, own] = [path.slice(0, -1), path.join('/')];
    if (parent.length > 0) this.demand(...parent);
    if (this.#paths.has(own)) {
      throw new Error(`${own} already exists: MediaPackage names its resources once.`);
    }
    this.#paths.add(own);
  }

  /** @throws while something is in it */
  remove(...path: readonly string[]): void {
    const own = path.join('/');
    const inside = [...this.#paths].filter((one) => one.startsWith(`${own}/`));
    if (inside.length > 0) throw new Error(`${own} cannot be deleted: ${inside.join(', ')} is in it.`);
    this.#paths.delete(own);
  }

  demand(...path: readonly string[]): void {
    if (this.#paths.has(path.join('/'))) return;
    const known = [...this.#paths].join(', ') || 'nothing';
    throw new Error(
      `MediaPackage has no ${path.join('/')}. It has: ${known}. Does the resource depend on it?`,
    );
  }

  egressDomain(group: string): string {
    return this.#domains.get(group) ?? '';
  }
}

const kinds = ['channelGroup', 'channel', 'originEndpoint'] as const;

const arnOf = ({ region, account }: ResourceContext, ...path: readonly string[]): string => {
  const resource = path.map((name, depth) => `${kinds[depth] ?? ''}/${name}`).join('/');
  return `arn:aws:mediapackagev2:${region}:${account}:${resource}`;
};

const groupProvider = (registry: Registry): ResourceProvider =>
  specifiedProvider(
    'AWS::MediaPackageV2::ChannelGroup',
    v.looseObject(inGroup),
    ({ ChannelGroupName: group }, context) => {
      const arn = arnOf(context, group);
      const EgressDomain = hostOf(context, 'egress');
      registry.addGroup(group, EgressDomain);
      return {
        ref: arn,
        attributes: { Arn: arn, EgressDomain, ...times },
        remove: () => {
          registry.remove(group);
        },
      };
    },
    undefined,
    (_properties, before) => before,
  );

const channelProvider = (registry: Registry): ResourceProvider =>
  specifiedProvider(
    'AWS::MediaPackageV2::Channel',
    v.looseObject(inChannel),
    ({ ChannelGroupName: group, ChannelName: channel }, context) => {
      registry.add(group, channel);
      const arn = arnOf(context, group, channel);
      const urls = [1, 2].map(
        (input) => `https://${hostOf(context, `ingest-${input}`)}/in/v1/${group}/${input}/${channel}/index`,
      );
      const IngestEndpoints = urls.map((Url, index) => ({ Id: String(index + 1), Url }));
      return {
        ref: arn,
        attributes: { Arn: arn, IngestEndpointUrls: urls, IngestEndpoints, ...times },
        remove: () => {
          registry.remove(group, channel);
        },
      };
    },
    undefined,
    (_properties, before) => before,
  );

const endpointProvider = (registry: Registry): ResourceProvider =>
  specifiedProvider(
    'AWS::MediaPackageV2::OriginEndpoint',
    v.looseObject({
      ...inEndpoint,
      HlsManifests: manifests,
      LowLatencyHlsManifests: manifests,
      DashManifests: manifests,
      MssManifests: manifests,
    }),
    (properties, context) => {
      const { ChannelGroupName: group, ChannelName: channel, OriginEndpointName: endpoint } = properties;
      registry.add(group, channel, endpoint);
      const arn = arnOf(context, group, channel, endpoint);
      const base = `https://${registry.egressDomain(group)}/out/v1/${group}/${channel}/${endpoint}`;
      const urls = (list: readonly { ManifestName: string }[], extension: string) =>
        list.map(({ ManifestName }) => `${base}/${ManifestName}.${extension}`);
      return {
        ref: arn,
        attributes: {
          Arn: arn,
          HlsManifestUrls: urls(properties.HlsManifests, 'm3u8'),
          LowLatencyHlsManifestUrls: urls(properties.LowLatencyHlsManifests, 'm3u8'),
          DashManifestUrls: urls(properties.DashManifests, 'mpd'),
          MssManifestUrls: urls(properties.MssManifests, 'ism/Manifest'),
          ...times,
        },
        remove: () => {
          registry.remove(group, channel, endpoint);
        },
      };
    },
  );

const channelPolicyProvider = (registry: Registry): ResourceProvider =>
  specifiedProvider(
    'AWS::MediaPackageV2::ChannelPolicy',
    v.looseObject(inChannel),
    ({ ChannelGroupName: group, ChannelName: channel }) => {
      registry.demand(group, channel);
      return { ref: `${group}|${channel}` };
    },
  );

const endpointPolicyProvider = (registry: Registry): ResourceProvider =>
  specifiedProvider(
    'AWS::MediaPackageV2::OriginEndpointPolicy',
    v.looseObject(inEndpoint),
    ({ ChannelGroupName: group, ChannelName: channel, OriginEndpointName: endpoint }) => {
      registry.demand(group, channel, endpoint);
      return { ref: `${group}|${channel}|${endpoint}` };
    },
  );

/** MediaPackage v2: groups, channels, endpoints and policies that can be referred to. Nothing is packaged in the twin. */
export const mediaPackageV2Providers = (): readonly ResourceProvider[] => {
  const registry = new Registry();
  return [
    groupProvider(registry),
    channelProvider(registry),
    channelPolicyProvider(registry),
    endpointProvider(registry),
    endpointPolicyProvider(registry),
  ];
};

/** The same in every run. */
const times = { CreatedAt: '2026-01-01T00:00:00Z', ModifiedAt: '2026-01-01T00:00:00Z' };

const hostOf = (context: ResourceContext, role: string): string =>
  `${stableHex(context).slice(0, 6)}.${role}.${stableHex(context).slice(6, 12)}.mediapackagev2.${context.region}.amazonaws.com`;
