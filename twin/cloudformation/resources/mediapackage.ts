import * as v from 'valibot';
import type { ResourceContext, ResourceProvider } from '../resource-provider.ts';
import { specifiedProvider } from '../specified-provider.ts';
import { stableHex } from '../stable-id.ts';

const arnOf = (kind: string, { region, account, ...context }: ResourceContext): string =>
  `arn:aws:mediapackage:${region}:${account}:${kind}/${stableHex(context).slice(0, 32)}`;

/** MediaPackage v1: channels and endpoints that can be referred to. Nothing is packaged in the twin. */
export const mediaPackageProviders = (): readonly ResourceProvider[] => {
  const channels = new Set<string>();
  /** By the channel that each belongs to. */
  const endpoints = new Map<string, string>();
  return [
    specifiedProvider('AWS::MediaPackage::Channel', v.looseObject({ Id: v.string() }), ({ Id }, context) => {
      if (channels.has(Id)) throw new Error(`${Id} already exists: MediaPackage names its channels once.`);
      channels.add(Id);
      return {
        ref: Id,
        attributes: { Arn: arnOf('channels', context) },
        remove: () => {
          if (endpoints.has(Id)) throw new Error(`${Id} cannot be deleted: it has an endpoint.`);
          channels.delete(Id);
        },
      };
    }),
    specifiedProvider(
      'AWS::MediaPackage::OriginEndpoint',
      v.looseObject({ Id: v.string(), ChannelId: v.string() }),
      ({ Id, ChannelId }, context) => {
        if (!channels.has(ChannelId)) {
          throw new Error(
            `There is no channel ${ChannelId}. There are: ${[...channels].join(', ') || 'none'}.`,
          );
        }
        endpoints.set(ChannelId, Id);
        const path = stableHex(context).slice(32);
        const host = `${stableHex(context).slice(0, 16)}.mediapackage.${context.region}.amazonaws.com`;
        return {
          ref: Id,
          attributes: {
            Arn: arnOf('origin_endpoints', context),
            Url: `https://${host}/out/v1/${path}/index.m3u8`,
          },
          remove: () => {
            endpoints.delete(ChannelId);
          },
        };
      },
    ),
  ];
};
