import {
  defaultPolicy,
  type FailbackPolicy,
  type Policy,
  type SwitchStart,
  type Windows,
} from '../../core/model/group.ts';
import type { GroupDefinition } from '../../control/ports/group-store.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import type { Dice } from '../dice.ts';
import { alertTypes, drawCustoms, type Customs } from './customs.ts';

export const account = '111122223333';
const region = 'eu-west-1';

/** What a run begins with. */
export interface Setting {
  readonly group: string;
  readonly definition: GroupDefinition;
  readonly members: readonly [ChannelMember, ...ChannelMember[]];
  /** See `ChannelModel.clearsOnLeave`. */
  readonly clearsOnLeave: boolean;
  /** MediaConnect tells of every flow as the run begins; else it has told of them long ago, and nobody heard. */
  readonly flowsKnown: boolean;
  /** Left out: `plainCustoms`. */
  readonly customs?: Customs;
  /** The channels have one pipeline; left out: two. */
  readonly singlePipeline?: boolean;
  readonly bystander?: Bystander;
}

/** A channel with a group and sites of its own, to which nothing happens but what is done to it by name. */
export interface Bystander {
  readonly group: string;
  readonly definition: GroupDefinition;
  readonly member: ChannelMember;
}

/** Draws a setting: every policy that the configuration allows, within times that let a run end soon. */
export function drawSetting(dice: Dice): Setting {
  const sites = dice.draw('setting/third-site') < 0.2 ? ['A', 'B', 'C'] : ['A', 'B'];
  const flows = dice.draw('setting/flows') < 0.8;
  const names: readonly [string, ...string[]] =
    dice.draw('setting/two-channels') < 0.25 ? ['one', 'two'] : ['one'];
  const sources = flows && dice.draw('setting/two-sources') < 0.25 ? 2 : 1;
  const singlePipeline = dice.draw('setting/single-pipeline') < 0.1;
  const made = (name: string, index: number) =>
    member(name, index, { group: drawnGroup, sites, sources: flows ? sources : 0, singlePipeline });
  const [first, ...others] = names.map(made);
  const customs = drawCustoms(dice);
  return {
    group: drawnGroup,
    definition: { policy: drawPolicy(dice, 'setting/policy'), sites: sites },
    members: [first ?? made('one', 0), ...others],
    clearsOnLeave: customs.clearsOnLeave,
    customs,
    singlePipeline,
    flowsKnown: dice.draw('setting/flows-known') < 0.5,
  };
}

const drawnGroup = 'news';

/** A channel of the same deployment that has MediaConnect's flows and the default policy. */
export function bystanderOf({ singlePipeline = false }: Setting): Bystander {
  const [group, sites] = ['sport', ['X', 'Y']] as const;
  return {
    group,
    definition: { policy: defaultPolicy, sites: sites },
    member: member('bystander', 8, { group, sites, sources: 1, singlePipeline }),
  };
}

const starts: readonly [SwitchStart, ...SwitchStart[]] = [
  { type: 'fixed', leadMs: 15_500 },
  { type: 'fixed', leadMs: 15_500 },
  { type: 'immediate' },
  { type: 'immediate' },
  { type: 'fixed', leadMs: 60_000 },
  { type: 'fixed', leadMs: 120_000 },
];

/** Hours of failback that open or close while a run goes on, which begins at noon UTC; two of them are over midnight. */
const hoursNearby: readonly Pick<FailbackPolicy, 'hours'>[] = [
  { hours: { fromMinute: 12 * 60 + 7, toMinute: 13 * 60 } },
  { hours: { fromMinute: 11 * 60, toMinute: 12 * 60 + 6 } },
  { hours: { fromMinute: 12 * 60 + 8, toMinute: 6 * 60 } },
  { hours: { fromMinute: 22 * 60, toMinute: 12 * 60 + 5 } },
];

/** A policy, by `name` of the draw. */
export function drawPolicy(dice: Dice, name: string): Policy {
  const one = <T>(what: string, ...choices: readonly [T, ...T[]]) => dice.pick(`${name}/${what}`, choices);
  const windows = (what: string): Windows => ({
    confirmMs: one(`${what}-confirm`, 3000, 0, 1000, 5000),
    clearMs: one(`${what}-clear`, 10_000, 0, 5000, 30_000),
  });
  return {
    failoverOn: one('failover-on', 'all-pipelines', 'all-pipelines', 'any-pipeline'),
    targetChoice: one('target', 'prioritized', 'prioritized', 'flat'),
    alerts: {
      [alertTypes.noPackets]: windows('no-packets'),
      ...(one('watches-video', true, false) && { [alertTypes.noVideo]: windows('no-video') }),
      ...(one('watches-start', true, true, false) && { [alertTypes.noStart]: windows('no-start') }),
    },
    flow: {
      ...windows('flow'),
      countsOnAir: one('counts-on-air', true, false),
      maxAgeMs: one('max-age', 900_000, 150_000),
    },
    contentQuality: one('content-quality', true, false) ? { video_missing: windows('video-missing') } : {},
    secondLook: one('second-look', true, true, false),
    start: one('start', ...starts),
    prepareStandby: one('prepare', false, true),
    verifyMs: one('verify', 10_000, 5000),
    divergenceMs: one('divergence', 5000, 10_000),
    failback: {
      mode: one('failback', 'automatic', 'automatic', 'manual'),
      stableMs: one('stable', 60_000, 20_000, 0),
      ...one<Pick<FailbackPolicy, 'hours'>>('hours', {}, {}, {}, ...hoursNearby),
    },
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

interface Made {
  readonly group: string;
  readonly sites: readonly string[];
  /** Of each flow; 0: MediaConnect does not feed it. */
  readonly sources: number;
  readonly singlePipeline: boolean;
}

function member(name: string, index: number, { group, sites, sources, singlePipeline }: Made): ChannelMember {
  return {
    channelArn: `arn:aws:medialive:${region}:${account}:channel:100000${index + 1}`,
    name,
    group,
    owner: 'simulation',
    inputs: Object.fromEntries(
      sites.map((site) => [
        site,
        {
          attachment: `site-${site.toLowerCase()}`,
          flows: (singlePipeline ? [0] : [0, 1])
            .filter(() => sources > 0)
            .map((pipeline) => ({
              arn: `arn:aws:mediaconnect:${region}:${account}:flow:1-${name}${site}${pipeline}:${name}-${site}-${pipeline}`,
              sources,
            })),
        },
      ]),
    ),
  };
}
