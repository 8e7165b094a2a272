import * as v from 'valibot';
import type { ResourceContext, ResourceProvider } from '../resource-provider.ts';
import { specifiedProvider } from '../specified-provider.ts';
import { stableHex } from '../stable-id.ts';

const arnOf = (kind: string, { region, account, ...context }: ResourceContext): string =>
  `arn:aws:mediapackage:${region}:${account}:${kind}/${stableHex(context).slice(0, 32)}`;

/** MediaPackage v1: channels and endpoints that can be referred to. Nothing is packaged in the twin. */
export const mediaPackageProviders = (): readonly ResourceProvider[] => {
  const channels = new Set<string>();
  return [
    specifiedProvider('AWS::MediaPackage::Channel', v.looseObject({ Id: v.string() }), ({ Id }, context) => {
      channels.add(Id);
      return { ref: Id, attributes: { Arn: arnOf('channels', context) } };
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
        const path = stableHex(context).slice(32);
        const host = `${stableHex(context).slice(0, 16)}.mediapackage.${context.region}.amazonaws.com`;
        return {
          ref: Id,
          attributes: {
            Arn: arnOf('origin_endpoints', context),
            Url: `https://${host}/out/v1/${path}/index.m3u8`,
          },
        };
      },
    ),
  ];
};
