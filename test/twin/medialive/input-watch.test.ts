// The watch over one input, apart from channels: feeds that come and go, and a process that was held up.
import { describe, expect, it } from '@jest/globals';
import { InputWatch } from '../../../twin/medialive/channel/input-watch.ts';
import type { IngestState } from '../../../twin/medialive/channel/input-watch.ts';
import { manualClock } from '../manual-clock.ts';
import { manualFeed } from './manual-feed.ts';

function watched() {
  const clock = manualClock(0);
  const seen: [IngestState, number][] = [];
  return {
    clock,
    seen,
    watch: (feed: () => ReturnType<typeof manualFeed> | undefined) =>
      new InputWatch({
        clock,
        feed,
        lossMs: 1000,
        firstMs: 1000,
        changed: (state, at) => {
          seen.push([state, at]);
        },
      }),
  };
}

describe('a watch', () => {
  it('is receiving from the first packet after it began', () => {
    const { clock, seen, watch } = watched();
    const feed = manualFeed('flow', clock);
    watch(() => feed);
    clock.advance(500);
    feed.on();
    expect(seen).toEqual([['receiving', 500]]);
  });

  it('takes packets from before it began for nothing', () => {
    const { clock, seen, watch } = watched();
    const feed = manualFeed('flow', clock);
    feed.on();
    clock.advance(100);
    feed.off();
    watch(() => feed);
    clock.advance(1000);
    expect(seen).toEqual([['lost', 1100]]);
  });

  it('finds the packets of a flow that comes up later, or in place of another', () => {
    const { clock, seen, watch } = watched();
    let current: ReturnType<typeof manualFeed> | undefined;
    watch(() => current);
    clock.advance(1500);
    current = manualFeed('first', clock);
    current.on();
    clock.advance(1000);
    current.off();
    clock.advance(1500);
    current = manualFeed('second', clock);
    current.on();
    clock.advance(1000);
    expect(seen.map(([state]) => state)).toEqual(['lost', 'receiving', 'lost', 'receiving']);
  });

  it('hears the very first packet of a flow that took the place of a lost one', () => {
    const { clock, seen, watch } = watched();
    let current = manualFeed('first', clock);
    watch(() => current);
    clock.advance(1500);
    current = manualFeed('second', clock);
    clock.advance(1000);
    current.on();
    expect(seen).toEqual([
      ['lost', 1000],
      ['receiving', 2500],
    ]);
  });

  it('says nothing once it is closed', () => {
    const { clock, seen, watch } = watched();
    const feed = manualFeed('flow', clock);
    const open = watch(() => feed);
    open.close();
    feed.on();
    clock.advance(5000);
    expect(seen).toEqual([]);
  });

  it('looks again before it calls a loss when its own process was held up', () => {
    const clock = manualClock(0);
    const seen: IngestState[] = [];
    const feed = manualFeed('flow', clock);
    let heldUpMs = 0;
    new InputWatch({
      clock: { now: () => clock.now() + heldUpMs, after: (ms, task) => clock.after(ms, task) },
      feed: () => feed,
      lossMs: 1000,
      firstMs: 1000,
      changed: (state) => {
        seen.push(state);
      },
    });
    clock.advance(990);
    heldUpMs = 500;
    clock.advance(20);
    feed.on();
    clock.advance(2000);
    expect(seen).toEqual(['receiving']);
  });
});
