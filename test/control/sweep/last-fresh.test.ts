import { describe, it } from '@jest/globals';
import fc from 'fast-check';
import { sweepAfter } from '../../../control/sweep/sweep.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { RecordingLogger } from '../support/recording-logger.ts';
import { MemoryBucket } from './memory-bucket.ts';

/**
 * Goal: whatever pipelines do, and however late, twice or out of order S3 reports it, the last fresh playlist stays, and so
 * does the last one of all.
 */
const keys = [['p0'], ['p1']] satisfies [string[], string[]];
const staleAfterMs = 12_000;

interface Write {
  readonly pipeline: 0 | 1;
  readonly at: number;
  /** When each report of it arrives, after it; none: it is lost. */
  readonly delays: readonly number[];
  /** Whether the pipeline that is found stale writes just before it would be deleted. */
  readonly races: boolean;
}

const delay = fc.oneof(fc.nat(2000), fc.nat(90_000));
const writes = fc.array(
  fc.record<Write>({
    pipeline: fc.constantFrom(0, 1),
    at: fc.nat(120_000),
    delays: fc.array(delay, { maxLength: 2 }),
    races: fc.boolean(),
  }),
  { minLength: 1, maxLength: 60 },
);

interface Happening {
  readonly at: number;
  readonly write: Write;
  readonly isReport: boolean;
}
const happeningsOf = (all: readonly Write[]): readonly Happening[] =>
  all
    .flatMap((write) => [
      { at: write.at, write, isReport: false },
      ...write.delays.map((late) => ({ at: write.at + late, write, isReport: true })),
    ])
    .sort((left, right) => left.at - right.at);

/** Lets everything happen in its order; after each thing `holds` is asked. */
async function play(
  all: readonly Write[],
  holds: (bucket: MemoryBucket, now: number) => boolean,
): Promise<boolean> {
  const clock = new ManualClock();
  const start = clock.now();
  const bucket = new MemoryBucket();
  const deps = { clock, logger: new RecordingLogger(), keys, staleAfterMs };
  for (const { at, write, isReport } of happeningsOf(all)) {
    clock.advance(start + at - clock.now());
    const key = `p${write.pipeline}`;
    bucket.meanwhile = () => {
      if (write.races) bucket.write(`p${1 - write.pipeline}`, clock.now());
    };
    if (isReport) await sweepAfter(deps, bucket, { key, at: start + write.at });
    else bucket.write(key, clock.now());
    if (!holds(bucket, clock.now())) return false;
  }
  return true;
}

describe('the sweeper', () => {
  it('never deletes a playlist unless the other is there, newer and fresh', async () => {
    await fc.assert(
      fc.asyncProperty(writes, (all) =>
        play(all, ({ removed }, now) =>
          removed
            .splice(0)
            .every(({ playlist, left }) =>
              left.some(
                ({ modifiedAt }) =>
                  now - modifiedAt < staleAfterMs && modifiedAt - playlist.modifiedAt >= staleAfterMs,
              ),
            ),
        ),
      ),
      { numRuns: 500 },
    );
  });

  it('always leaves one, once there was one', async () => {
    await fc.assert(
      fc.asyncProperty(writes, (all) => play(all, ({ playlists }) => playlists.size > 0)),
      { numRuns: 500 },
    );
  });

  it('deletes what a crashed pipeline left with the first report after its time', async () => {
    const segments = fc.integer({ min: 1, max: 10 });
    await fc.assert(
      fc.asyncProperty(segments, async (crashed) => {
        const steady = Array.from({ length: 20 }, (_, index) => index * 4000);
        const write = (pipeline: 0 | 1) => (at: number) => ({ pipeline, at, delays: [500], races: false });
        const all = [...steady.map(write(0)), ...steady.slice(0, crashed).map(write(1))];
        const due = (crashed - 1) * 4000 + staleAfterMs + 500;
        const start = new ManualClock().now();
        return play(all, ({ playlists }, now) => now - start <= due || !playlists.has('p1'));
      }),
    );
  });
});
