import { pipelineIds } from '../../core/model/group.ts';
import type { Act } from './act.ts';
import { drawPolicy } from './setting.ts';
import type { World } from './world.ts';

/** Has an act happen, now. What it begins ends by itself. */
export function perform(world: World, act: Act, name: string): void {
  const { time, feeds, functions, outages } = world;
  switch (act.type) {
    case 'feed':
      for (const pipeline of act.pipelines) {
        feeds.set(act.site, pipeline, act.fault);
        if (act.forMs !== null)
          time.after(act.forMs, () => {
            feeds.set(act.site, pipeline, null);
          });
      }
      return;
    case 'order':
      functions.order(act.request);
      return;
    case 'plan': {
      const at = new Date(Math.ceil((time.now() + act.inMs) / 1000) * 1000).toISOString();
      functions.order({
        command: 'switch',
        channel: act.channel,
        to: act.to,
        at,
        by: 'ada',
        reason: 'maintenance',
      });
      return;
    }
    case 'foreign-switch':
      addForeign(world, act.channel, name, act.attachment, 0);
      return;
    case 'foreign-action':
      addForeign(world, act.channel, name, null, act.inMs);
      return;
    case 'restart': {
      const channel = world.channel(act.channel);
      for (const pipeline of act.pipelines) channel.stop(pipeline);
      time.after(act.forMs, () => {
        for (const pipeline of act.pipelines) channel.start(pipeline);
      });
      return;
    }
    case 'outage':
      outages.add(act.service);
      time.after(act.forMs, () => {
        outages.delete(act.service);
      });
      return;
    case 'reconfigure':
      reconfigure(world, act.policy);
      return;
  }
}

/** Ends whatever is still going on, but for what has happened to the sites. */
export function calmDown(world: World): void {
  world.dice.calm = true;
  world.outages.clear();
  for (const channel of world.channels.values()) for (const id of pipelineIds) channel.start(id);
}

/** `attachment` null: an action that has nothing to do with inputs, like a SCTE-35 marker. */
function addForeign(
  world: World,
  channelArn: string,
  name: string,
  attachment: string | null,
  inMs: number,
): void {
  const kind = attachment === null ? 'other' : 'switch';
  const start =
    inMs > 0 ? ({ type: 'at', at: world.time.now() + inMs } as const) : ({ type: 'immediate' } as const);
  world.channel(channelArn).update({ creates: [{ name, kind, attachment, start }] });
  world.foreign.push({ channelArn, name });
}

/** As the configure function does: the definition is replaced, and the channels look at themselves. */
function reconfigure(world: World, policyName: string): void {
  const { table, setting, dice } = world;
  const stored = table.groups.get(setting.group);
  if (!stored) return;
  const definition = { ...stored.definition, policy: drawPolicy(dice, policyName) };
  table.groups.set(setting.group, { ...stored, definition, version: stored.version + 1 });
  world.functions.observeAll();
}
