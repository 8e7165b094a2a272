import * as v from 'valibot';
import type { IngestEndpoint, PackagedChannels } from '../../mediapackage/channels.ts';
import type { ResourceContext, ResourceProvider } from '../resource-provider.ts';
import { specifiedProvider } from '../specified-provider.ts';
import { stableHex } from '../stable-id.ts';

const arnOf = (kind: string, { region, account, ...context }: ResourceContext): string =>
  `arn:aws:mediapackage:${region}:${account}:${kind}/${stableHex(context).slice(0, 32)}`;

/** MediaPackage v1: channels and endpoints that can be referred to. Nothing is packaged in the twin. */
export const mediaPackageProviders = (channels: PackagedChannels): readonly ResourceProvider[] => [
  specifiedProvider(
    'AWS::MediaPackage::Channel',
    v.looseObject({ Id: v.string() }),
    ({ Id }, context) => {
      const arn = arnOf('channels', context);
      channels.add({ id: Id, arn, ingestEndpoints: [1, 2].map((number) => ingestEndpoint(number, context)) });
      return {
        ref: Id,
        attributes: { Arn: arn },
        remove: () => {
          channels.remove(Id);
        },
      };
    },
    undefined,
    (_properties, before) => before,
  ),
  specifiedProvider(
    'AWS::MediaPackage::OriginEndpoint',
    v.looseObject({ Id: v.string(), ChannelId: v.string() }),
    ({ Id, ChannelId }, context) => {
      channels.addEndpoint(ChannelId, Id);
      const path = stableHex(context).slice(32);
      const host = `${stableHex(context).slice(0, 16)}.mediapackage.${context.region}.amazonaws.com`;
      return {
        ref: Id,
        attributes: {
          Arn: arnOf('origin_endpoints', context),
          Url: `https://${host}/out/v1/${path}/index.m3u8`,
        },
        remove: () => {
          channels.removeEndpoint(ChannelId);
        },
      };
    },
  ),
];

/** MediaPackage makes user names and passwords; here they are the same in every run, and keep nobody out. */
function ingestEndpoint(number: number, context: ResourceContext): IngestEndpoint {
  const id = stableHex(context).slice(8 * number, 8 * number + 16);
  const host = `${id}.mediapackage.${context.region}.amazonaws.com`;
  return {
    id,
    url: `https://${host}/in/v2/${id}/${id}/channel`,
    username: `user-${id}`,
    password: `password-${id}`,
  };
}
