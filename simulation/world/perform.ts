import { pipelineIds } from '../../core/model/group.ts';
import type { ModelledFlow } from '../../model/modelled-flow.ts';
import type { Act } from './act.ts';
import { drawPolicy } from './setting.ts';
import type { World } from './world.ts';

const flowStopsInMs = 1500;
const flowStartsInMs = 4000;

/** Has an act happen, now. What it begins ends by itself. */
export function perform(world: World, act: Act, name: string): void {
  const { time, feeds, functions, outages } = world;
  switch (act.type) {
    case 'feed':
      for (const pipeline of act.pipelines) {
        feeds.set(act.site, pipeline, act.fault, act.line ?? null);
        if (act.forMs !== null) {
          time.after(act.forMs, () => {
            feeds.set(act.site, pipeline, null, act.line ?? null);
          });
        }
      }
      return;
    case 'flows':
      for (const flow of world.flowsOf(act.site, act.pipelines)) changeFlow(world, flow, act);
      return;
    case 'order':
      functions.order(act.request);
      return;
    case 'plan':
      plan(world, act);
      return;
    case 'foreign-switch':
      addForeign(world, act.channel, name, act.attachment, 0);
      return;
    case 'foreign-action':
      addForeign(world, act.channel, name, null, act.inMs);
      return;
    case 'restart': {
      const channel = world.channel(act.channel);
      world.trouble.note(time.now() + act.forMs);
      for (const pipeline of act.pipelines) channel.stop(pipeline);
      time.after(act.forMs, () => {
        for (const pipeline of act.pipelines) channel.start(pipeline);
      });
      return;
    }
    case 'outage':
      outages.add(act.service);
      world.trouble.note(time.now() + act.forMs);
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

function plan({ time, functions }: World, act: Extract<Act, { type: 'plan' }>): void {
  const at = Math.ceil((time.now() + act.inMs) / 1000) * 1000;
  const { channel, to, force = false, cancelledMs } = act;
  const order = { by: 'ada', reason: 'maintenance' };
  functions.order({ command: 'switch', channel, to, at: new Date(at).toISOString(), force, ...order });
  if (cancelledMs === undefined) return;
  time.at(at - cancelledMs, () => {
    functions.order({ command: 'cancel', channel, ...order });
  });
}

/** As MediaConnect goes from one status to the next; how long each takes is not documented. */
function changeFlow(
  { time }: World,
  flow: ModelledFlow,
  { what, forMs }: Extract<Act, { type: 'flows' }>,
): void {
  if (flow.status !== 'ACTIVE') return;
  const then = (afterMs: number, next: () => void) => {
    time.after(afterMs, next);
  };
  const start = () => {
    flow.become('STARTING');
    then(flowStartsInMs, () => {
      // Stopped again meanwhile: the one who stopped it starts it.
      if (flow.status === 'STARTING') flow.become('ACTIVE');
      if (what === 'maintained') flow.maintain('FINISHED');
    });
  };
  if (what === 'maintained') flow.maintain('INPROGRESS');
  if (what === 'failed') {
    flow.become('ERROR');
  } else {
    flow.become('STOPPING');
    then(flowStopsInMs, () => {
      if (flow.status === 'STOPPING') flow.become('STANDBY');
    });
  }
  if (forMs !== null) then(Math.max(forMs, flowStopsInMs + 1), start);
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
  // What has lasted by the policy of before has not by another.
  world.trouble.note(world.time.now());
  const definition = { ...stored.definition, policy: drawPolicy(dice, policyName) };
  table.groups.set(setting.group, { ...stored, definition, version: stored.version + 1 });
  world.functions.observeAll();
}
