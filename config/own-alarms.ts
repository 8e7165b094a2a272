/**
 * Up to so many channels each has alarms of its own (0.10 USD each a month), which name it, and ring again for the second
 * channel while the first is still lost. Beyond, one for all keeps the template and the bill small.
 */
export const ownAlarmsMax = 25;

/** What those alarms are on: whether viewers see the channel, and whether anything protects it. */
const ownAlarms = ['OffAir', 'StandbyUnhealthy'] as const;

/** The gauges that each channel has an alarm of its own on, where a deployment has so many channels. */
export function alarmedByChannel(channels: number): readonly (typeof ownAlarms)[number][] {
  return channels > ownAlarmsMax ? [] : ownAlarms;
}
