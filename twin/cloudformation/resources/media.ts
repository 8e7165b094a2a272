import type { AccessControl } from '../../iam/access-control.ts';
import type { MediaPlane } from '../../media-plane.ts';
import type { ResourceProvider } from '../resource-provider.ts';
import { mediaConnectProviders } from './mediaconnect.ts';
import { mediaLiveProviders } from './medialive.ts';
import { mediaPackageProviders } from './mediapackage.ts';
import { mediaPackageV2Providers } from './mediapackage-v2.ts';

/** The resources of the media services: flows and channels that run in the twin, and origins that can be referred to. */
export const mediaProviders = (media: MediaPlane, access: AccessControl): readonly ResourceProvider[] => [
  ...mediaConnectProviders(media.flows),
  ...mediaLiveProviders(media, access),
  ...mediaPackageProviders(media.packages),
  ...mediaPackageV2Providers(),
];
