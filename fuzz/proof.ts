import { pipelineIds, type Millis } from '../core/model/group.ts';
import {
  attachmentOf,
  channelArn,
  flowArnOf,
  policies,
  sites,
  sourceArnOf,
  type PolicyName,
} from './plane/deployment.ts';
import type { Plane } from './plane/plane.ts';

/** The reconciler's rounds after which what was forged is put right (docs/security.md): one for each of the two services' news. */
const healedAfterMs: Millis = 3 * 60_000;
/** An event may be dated this far ahead, and until then what is true is the older news. */
const aheadMs: Millis = 11_000;
/** From the end of the window to MediaLive's schedule. */
const answeredWithinMs: Millis = 2000;
/** From the schedule to both pipelines, and to the end of the verification. */
const switchedWithinMs: Millis = 40_000;

const alertType = 'Stopped Receiving UDP Input';
const lost = { connected: false, bitrateZero: false, transportErrors: false };

/**
 * Whether the channel still works: it loses the site that it is on, as MediaLive and MediaConnect tell and show, is switched
 * within its windows, and takes orders after that. What does not hold is among the plane's objections.
 */
export async function proveThatItWorks(plane: Plane, policy: PolicyName): Promise<void> {
  plane.reconciling = true;
  await plane.pass(aheadMs);
  // Whether bits arrive, and whether they are a picture, is told by events alone (docs/adr/012): nobody can be asked.
  plane.tellOfFlows();
  await plane.pass(healedAfterMs);
  const channel = plane.channels.get(channelArn);
  const from = channel?.pipeline('0').attachment;
  const site = sites.find((name) => attachmentOf(name) === from);
  if (!channel || !site || channel.pipeline('1').attachment !== from) {
    plane.objections.push('the channel is not on one of its sites');
    return;
  }
  const before = channel.schedule.entries.length;
  for (const [index, pipeline] of pipelineIds.entries()) {
    const flowArn = flowArnOf(1, site, index);
    plane.flows.get(flowArn)?.notice(sourceArnOf(flowArn), lost);
    channel.raise(pipeline, alertType, 'Stopped receiving network data');
  }
  const { confirmMs } = policies[policy].alerts[alertType] ?? { confirmMs: 0 };
  await plane.pass(confirmMs + answeredWithinMs);
  const added = channel.schedule.entries.slice(before);
  if (!added.some(({ kind, attachment }) => kind === 'switch' && attachment !== from)) {
    plane.objections.push(`a real loss of site ${site} led to no failover within its windows`);
    return;
  }
  await plane.pass(switchedWithinMs);
  if (pipelineIds.some((pipeline) => channel.pipeline(pipeline).attachment === from)) {
    plane.objections.push(`a failover from site ${site} was scheduled, and the channel is still there`);
  }
  await proveThatItTakesOrders(plane, site);
}

/** Each order is answered, and carried out. */
async function proveThatItTakesOrders(plane: Plane, back: string): Promise<void> {
  const orders = [
    { command: 'status', channel: channelArn },
    { command: 'hold', channel: channelArn, by: 'ann', reason: 'to see whether it can be' },
    { command: 'release', channel: channelArn, by: 'ann' },
    { command: 'switch', channel: channelArn, by: 'ann', to: back, force: true },
  ];
  for (const order of orders) {
    const [answer] = await plane.ask([order]);
    if (answer?.ok !== true) {
      plane.objections.push(`the order "${order.command}" was not carried out: ${JSON.stringify(answer)}`);
    }
    await plane.pass(2000);
  }
}
