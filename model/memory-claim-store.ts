import type { ClaimStore } from '../control/ports/claim-store.ts';
import type { MemoryTable } from './memory-table.ts';

/** Claims in memory. */
export function memoryClaimStore({ claims }: MemoryTable): ClaimStore {
  return {
    of: (channelArn) =>
      Promise.resolve(
        [...(claims.get(channelArn)?.values() ?? [])].toSorted((one, other) => one.at - other.at),
      ),
    put: (claim) => {
      const { channelArn, owner } = claim.member;
      claims.set(channelArn, new Map([...(claims.get(channelArn) ?? []), [owner, claim]]));
      return Promise.resolve();
    },
    remove: (channelArn, owner) => {
      claims.get(channelArn)?.delete(owner);
      return Promise.resolve();
    },
  };
}
