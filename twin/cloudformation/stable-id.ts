import { createHash } from 'node:crypto';
import type { ResourceContext } from './resource-provider.ts';

type Identity = Pick<ResourceContext, 'stackId' | 'logicalId' | 'generation'>;

/** 64 hexadecimal digits of a resource's own: the same in every run, as all names of a stack are. */
export const stableHex = ({ stackId, logicalId, generation }: Identity): string =>
  createHash('sha256')
    .update(`${stackId}/${logicalId}${generation === 0 ? '' : `/${generation}`}`)
    .digest('hex');

/** As services number their resources: seven digits. The next one that is free, where two resources come to the same. */
export const stableNumber = (context: Identity, isTaken: (id: string) => boolean): string => {
  let number = 1_000_000 + (Number.parseInt(stableHex(context).slice(0, 12), 16) % 9_000_000);
  while (isTaken(String(number))) number = number === 9_999_999 ? 1_000_000 : number + 1;
  return String(number);
};

/** In the form of a UUID. */
export const stableUuid = (context: Identity): string =>
  stableHex(context).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
