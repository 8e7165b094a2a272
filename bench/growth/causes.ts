import { alarmedByChannel, ownAlarmsMax } from '../../config/own-alarms.ts';
import { runsToDescribe } from '../../control/reconcile/flow-quota.ts';
import { shares } from '../../lib/constructs/failover-membership.ts';
import { paceFor } from '../../control/reconcile/pace.ts';
import { documentedLimits } from '../../twin/medialive/throttle.ts';
import { sum } from '../synthesized.ts';
import type { Growth } from './measure.ts';

/**
 * Why a quantity grows otherwise than linearly, and what it would be without that: whether that is the reason is seen by whether the rest
 * is linear or flat. What it does is computed from the constants of the code that does it.
 */
export interface Cause {
  readonly why: string;
  readonly without: (growth: Growth, value: number) => number;
}

const { burst, perSecond } = documentedLimits;
const flowsOf = ({ channels }: Growth): number => 4 * channels;

export const fewerLooks: Cause = {
  why: 'the more are on air, the less is asked of each (control/reconcile/pace.ts)',
  without: ({ channels, minute: { mediaLiveCalls } }, value) => {
    const { share, questions } = paceFor(channels);
    return value - mediaLiveCalls + mediaLiveCalls / ((share * questions) / 2);
  },
};

export const rarerLooks: Cause = {
  why: 'from so many on air that their calls fill a minute, each is looked at less often (control/reconcile/pace.ts)',
  without: ({ channels }, value) => value * paceFor(channels).share,
};

export const turnsOfFlows: Cause = {
  why: 'flows beyond what a run describes are described in turns (control/reconcile/flow-quota.ts)',
  without: (growth, value) =>
    value - growth.minute.describes + growth.minute.describes * runsToDescribe(flowsOf(growth)),
};

export const throttle: Cause = {
  why: `MediaLive's throttle: ${burst} calls at once, then ${perSecond} a second (twin/medialive/throttle.ts)`,
  without: ({ loss: { failoverCalls, otherCalls } }, value) =>
    value - Math.max(0, failoverCalls + otherCalls - burst) / perSecond,
};

/** As many as are hit by the names of so many channels. */
export const sharedResources: Cause = {
  why: `channels share no more than ${shares} custom resources (lib/constructs/failover-membership.ts)`,
  without: ({ channels }, value) => value - shares * (1 - (1 - 1 / shares) ** channels),
};

const alarmsOfOwn = `up to ${ownAlarmsMax} channels each has alarms of its own (config/own-alarms.ts)`;

/** Alarms on what is on air: of each channel, or of all together. */
const alarmsOnAir = (channels: number): number =>
  alarmedByChannel(1).length * (channels > ownAlarmsMax ? 1 : channels);

export const alarmResources: Cause = {
  why: alarmsOfOwn,
  without: ({ channels }, value) => value - alarmsOnAir(channels),
};

export const alarmKilobytes: Cause = {
  why: alarmsOfOwn,
  without: ({ channels, synthesized: { templates } }, value) => {
    const alarms = templates
      .flatMap(({ resources }) => resources)
      .filter(({ Type }) => Type === 'AWS::CloudWatch::Alarm');
    const bytes = sum(alarms.map((alarm) => Buffer.byteLength(JSON.stringify(alarm))));
    return value - (alarmsOnAir(channels) * bytes) / alarms.length / 1000;
  },
};

export const alarmPrices: Cause = {
  why: `${alarmsOfOwn}, and metrics for them`,
  without: ({ channels, lines }, value) => {
    const each = (what: string) => {
      const line = lines.find((one) => one.what === what);
      return line === undefined ? 0 : line.usd / line.quantity;
    };
    const metricsOfOwn = alarmedByChannel(channels).length * channels;
    return value - alarmsOnAir(channels) * each('Alarms') - metricsOfOwn * each('Metrics');
  },
};
