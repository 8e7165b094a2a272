import type { Scenario } from '../scenario.ts';
import { bothSites } from './both-sites.ts';
import { crashes } from './crash.ts';
import { deadStandby } from './dead-standby.ts';
import { disorder } from './disorder.ts';
import { flap } from './flap.ts';
import { immediate } from './immediate.ts';
import { lastResort } from './last-resort.ts';
import { lostEvents } from './lost-events.ts';
import { lostHealthEvents } from './lost-health-events.ts';
import { manualSwitch } from './manual-switch.ts';
import { operatorOutside } from './operator-outside.ts';
import { planOntoDeadSite } from './plan-onto-dead-site.ts';
import { rollback, upgrade } from './release-change.ts';
import { plannedSwitch } from './planned-switch.ts';
import { singlePipeline } from './single-pipeline.ts';
import { siteLoss } from './site-loss.ts';
import { sourceFailover } from './source-failover.ts';
import { startsOnDeadSite } from './starts-on-dead-site.ts';
import { strangers } from './strangers.ts';
import { twoRegions } from './two-regions.ts';
import { update } from './update.ts';
import { zeroBitrate } from './zero-bitrate.ts';

/** All scenarios, the main one first. */
export const scenarios: readonly Scenario[] = [
  siteLoss,
  immediate,
  singlePipeline,
  sourceFailover,
  flap,
  disorder,
  lostEvents,
  bothSites,
  deadStandby,
  zeroBitrate,
  lostHealthEvents,
  startsOnDeadSite,
  lastResort,
  manualSwitch,
  plannedSwitch,
  planOntoDeadSite,
  operatorOutside,
  strangers,
  update,
  upgrade,
  rollback,
  twoRegions,
  ...crashes,
];
