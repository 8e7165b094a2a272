// What is counted of decisions: what is weighed and left, and not what comes whether or not anything happens.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { channelArn, deliver, onAir, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;
const look = () => deliver(w, { type: 'observation', id: `look-${w.clock.now()}` });
const counted = () => Object.entries(w.meter.counts).filter(([name]) => name.startsWith('NonDecisions'));

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
  await look();
  for (const name of Object.keys(w.meter.counts)) Reflect.deleteProperty(w.meter.counts, name);
});

describe('what changed nothing', () => {
  it('is not counted of a look of which nothing came, though the state says when it was', async () => {
    const { state } = await w.channels.load(channelArn);
    w.clock.advance(60_000);
    onAir(w, 'site-A');
    await look();
    expect((await w.channels.load(channelArn)).state).not.toEqual(state);
    expect(counted()).toEqual([]);
  });

  it('is not counted of a timer that finds nothing to do', async () => {
    await deliver(w, { type: 'timer', id: 'early', timerId: 'age', dueAt: w.clock.now() });
    expect(counted()).toEqual([]);
  });

  it('is counted of evidence, by the rule that left it', async () => {
    const at = w.clock.now();
    await deliver(w, { type: 'channel-state', id: 'known-already', at, state: 'RUNNING', pipeline: null });
    expect(counted()).toEqual([['NonDecisions/observation', 1]]);
  });
});
