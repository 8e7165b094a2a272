import { placeOf } from './arn.ts';
import type { Configuration } from './configuration.ts';

/** Where a deployment goes, as far as its file says so. */
export interface PlaceNamed {
  readonly account: string | undefined;
  readonly region: string | undefined;
}

/** What the file names, or else where the channels are that it takes charge of, or the zones of those that it builds. */
export function placeNamed({ account, region, channels }: Configuration): PlaceNamed {
  const arn = channels.find(({ existing }) => existing !== undefined)?.existing?.arn;
  const place = arn === undefined ? undefined : placeOf(arn);
  const zone = channels.find(({ build }) => build !== undefined)?.build?.availabilityZones[0];
  return {
    account: account ?? place?.account,
    region: region ?? place?.region ?? zone?.slice(0, -1),
  };
}
