import type { Millis, Policy } from '../../core/model/group.ts';
import { alertTypes } from '../world/customs.ts';
import type { Lack } from '../world/supply.ts';

/** The longest clear window of whatever the policy watches. */
export function clearMaxMs({ alerts, flow, contentQuality }: Policy): Millis {
  const windows = [flow, ...Object.values(alerts), ...Object.values(contentQuality)];
  return Math.max(...windows.map(({ clearMs }) => clearMs));
}

/** The longest confirmation window of whatever the policy watches. */
export function confirmMaxMs({ alerts, flow, contentQuality }: Policy): Millis {
  const windows = [flow, ...Object.values(alerts), ...Object.values(contentQuality)];
  return Math.max(...windows.map(({ confirmMs }) => confirmMs));
}

/** How long a site has to lack this before the policy lets it count, at the least; Infinity: it does not count. */
export function windowOf({ alerts, flow, contentQuality }: Policy, lack: Lack): number {
  const windows =
    lack === 'no-video'
      ? [alerts[alertTypes.noVideo], ...Object.values(contentQuality)]
      : [alerts[alertTypes.noPackets], alerts[alertTypes.noStart], flow];
  return Math.min(...windows.map((window) => window?.confirmMs ?? Infinity));
}
