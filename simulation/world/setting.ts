import type { Policy, Windows } from '../../core/model/group.ts';
import type { GroupDefinition } from '../../lambdas/shared/ports/group-store.ts';
import type { ChannelMember } from '../../lambdas/shared/ports/member-store.ts';
import type { Dice } from '../dice.ts';

/** The alert types that the modelled MediaLive raises. */
export const alertTypes = {
  noPackets: 'Stopped Receiving UDP Input',
  noVideo: 'Video Not Detected',
} as const;

export const account = '111122223333';
const region = 'eu-west-1';

/** What a run begins with. */
export interface Setting {
  readonly group: string;
  readonly definition: GroupDefinition;
  readonly members: readonly [ChannelMember, ...ChannelMember[]];
  /** See `ChannelModel.clearsOnLeave`. */
  readonly clearsOnLeave: boolean;
  /** MediaConnect has told of every flow before the run begins. */
  readonly flowsKnown: boolean;
}

/** Draws a setting: every policy that the configuration allows, within times that let a run end soon. */
export function drawSetting(dice: Dice): Setting {
  const sites = dice.draw('setting/third-site') < 0.2 ? ['A', 'B', 'C'] : ['A', 'B'];
  const flows = dice.draw('setting/flows') < 0.8;
  const names: readonly [string, ...string[]] =
    dice.draw('setting/two-channels') < 0.25 ? ['one', 'two'] : ['one'];
  const [first, ...others] = names.map((name, index) => member(name, index, sites, flows));
  return {
    group: 'news',
    definition: { policy: drawPolicy(dice, 'setting/policy'), inputGroups: sites },
    members: [first ?? member('one', 0, sites, flows), ...others],
    clearsOnLeave: dice.draw('setting/clears-on-leave') < 0.5,
    flowsKnown: dice.draw('setting/flows-known') < 0.5,
  };
}

/** A policy, by `name` of the draw. */
export function drawPolicy(dice: Dice, name: string): Policy {
  const one = <T>(what: string, ...choices: readonly [T, ...T[]]) => dice.pick(`${name}/${what}`, choices);
  const windows = (what: string): Windows => ({
    confirmMs: one(`${what}-confirm`, 3000, 0, 1000, 5000),
    clearMs: one(`${what}-clear`, 10_000, 0, 5000),
  });
  return {
    failoverOn: one('failover-on', 'all-pipelines', 'all-pipelines', 'any-pipeline'),
    targetChoice: one('target', 'prioritized', 'prioritized', 'flat'),
    alerts: {
      [alertTypes.noPackets]: windows('no-packets'),
      ...(one('watches-video', true, false) && { [alertTypes.noVideo]: windows('no-video') }),
    },
    flow: {
      ...windows('flow'),
      countsOnAir: one('counts-on-air', true, false),
      maxAgeMs: one('max-age', 900_000, 150_000),
    },
    contentQuality: one('content-quality', true, false) ? { video_missing: windows('video-missing') } : {},
    secondLook: one('second-look', true, true, false),
    start: one('start', { type: 'fixed', leadMs: 15_500 } as const, { type: 'immediate' } as const),
    prepareStandby: one('prepare', false, true),
    verifyMs: one('verify', 10_000, 5000),
    divergenceMs: one('divergence', 5000, 10_000),
    failback: { mode: one('failback', 'automatic', 'manual'), stableMs: one('stable', 60_000, 20_000) },
    budget: { switches: one('budget', 3, 2, 5), withinMs: one('budget-window', 180_000, 300_000) },
    lastResortMs: one('last-resort', 60_000, 20_000, null),
    accumulated: {
      losses: one('accumulated', 5, 2),
      withinMs: one('accumulated-window', 600_000, 60_000),
      action: one('accumulated-action', 'notify', 'notify', 'failover'),
    },
    standbyMemoryMs: one('standby-memory', 120_000, 240_000),
  };
}

function member(name: string, index: number, sites: readonly string[], flows: boolean): ChannelMember {
  return {
    channelArn: `arn:aws:medialive:${region}:${account}:channel:100000${index + 1}`,
    name,
    group: 'news',
    owner: 'simulation',
    inputs: Object.fromEntries(
      sites.map((site) => [
        site,
        {
          attachment: `site-${site.toLowerCase()}`,
          flows: flows
            ? [0, 1].map((pipeline) => ({
                arn: `arn:aws:mediaconnect:${region}:${account}:flow:1-${name}${site}${pipeline}:${name}-${site}-${pipeline}`,
                sources: 1,
              }))
            : [],
        },
      ]),
    ),
  };
}
