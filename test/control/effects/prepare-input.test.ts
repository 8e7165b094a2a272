import { beforeEach, describe, expect, it } from '@jest/globals';
import { prepareInput } from '../../../control/effects/prepare-input.ts';
import { channelArn } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;

beforeEach(async () => {
  w = await world();
});

const effect = {
  type: 'prepare-input',
  id: 'event#0',
  actionName: 'prepare-0-B',
  attachment: 'site-B',
} as const;
const run = (changes: Partial<{ attachment: string }> = {}) =>
  prepareInput(w, channelArn, { ...effect, ...changes }, w.clock.now() + 10_000);

describe('having an input prepared', () => {
  it('is done once, however often it is asked for: the worker that asked before may have died', async () => {
    expect(await run()).toEqual({ effectId: 'event#0', result: 'done' });
    expect(await run()).toEqual({ effectId: 'event#0', result: 'done' });
  });

  it('is done where only the answer was lost', async () => {
    w.mediaLive.nextAnswers.push('lost');
    expect(await run()).toEqual({ effectId: 'event#0', result: 'done' });
  });

  it('is put off at once where MediaLive throttles: those who have to switch need the calls', async () => {
    w.mediaLive.nextAnswers.push({ type: 'unavailable', message: 'Too many requests', throttled: true });
    expect(await run()).toMatchObject({ result: 'postponed' });
    expect(w.mediaLive.calls).toHaveLength(1);
  });

  it('is refused where MediaLive refuses it, and where the name is taken by another input', async () => {
    w.mediaLive.nextAnswers.push({ type: 'rejected', message: 'No such attachment.' });
    expect(await run()).toMatchObject({ result: 'refused', message: 'No such attachment.' });
    await run();
    expect(await run({ attachment: 'site-C' })).toMatchObject({ result: 'refused' });
  });
});
