import type { FailoverGroup, Site, Millis } from './model/group.ts';

/**
 * Alerts that say that a pipeline has no picture, or puts none out, whatever the policy counts
 * (UG/monitor-activity-types-alerts-channels): beside MediaConnect's word they are MediaLive's own.
 */
const withoutPicture: ReadonlySet<string> = new Set([
  'Initial Probe is Taking Longer Than Expected',
  'Input Removed the Active Program',
  'Video Not Detected',
  'HTTP Get Failed',
  'Stopped Receiving UDP Input',
  'RTMP Stream Not Found',
  'RTMP Has No Audio/Video',
  'RTMP Server Disconnected',
  'RTMP Input Connect Failed',
  'Output Group is Paused',
]);

export function saysNoPicture(alertType: string): boolean {
  return withoutPicture.has(alertType);
}

/** A list of alerts may lag behind by this much: what is older and not in it is over, or was never raised. */
export const listLagMs: Millis = 30_000;

/** MediaLive's automatic input failover has moved a pipeline (alert 5601). */
export const inputFailedOver = 'Input Failed Over';

/**
 * The site that an alert's message names: MediaLive puts the input into brackets, seen live as the attachment's name.
 * What else stands there names none. An input that is being prepared may have alerts as well (ADR 014).
 */
export function siteNamedIn(message: string, group: FailoverGroup): Site | null {
  const [, named] = /\[([^\]]+)\]/.exec(message) ?? [];
  return group.sites.find(({ attachment }) => attachment === named) ?? null;
}
