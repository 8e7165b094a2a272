import { beforeEach, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { handlerOf } from '../../../aws/middleware/base-middleware.ts';
import { sweep } from '../../../control/sweep/sweep.ts';
import { playlistKeys } from '../../../control/sweep/playlist-keys.ts';
import { ManualClock } from '../support/manual-clock.ts';
import { RecordingLogger } from '../support/recording-logger.ts';
import { RecordingMeter } from '../support/recording-meter.ts';
import { lambdaContext } from '../support/lambda.ts';
import { MemoryBucket } from './memory-bucket.ts';

/** Goal: what a crashed pipeline leaves is gone within seconds, and nothing else is. */
const keysOf = (pipeline: number) =>
  ['1080p', '360p'].map((name) => `live/news one/pipeline-${pipeline}-${name}.m3u8`);
const [zero, one] = [keysOf(0), keysOf(1)];
const staleAfterMs = 12_000;

let clock: ManualClock;
let logger: RecordingLogger;
let bucket: MemoryBucket;
let opened: string[];

beforeEach(() => {
  clock = new ManualClock();
  logger = new RecordingLogger();
  bucket = new MemoryBucket();
  opened = [];
});

const write = (keys: readonly string[], ageMs = 0) => {
  for (const key of keys) bucket.write(key, clock.now() - ageMs);
};

/** Has S3 report that a playlist was written. */
async function report(key: string | undefined, ageMs = 0): Promise<void> {
  const handler = handlerOf(sweep, {
    clock,
    logger,
    meter: new RecordingMeter(),
    keys: [zero, one],
    staleAfterMs,
    open: (name) => {
      opened.push(name);
      return bucket;
    },
  });
  const event = {
    Records: [
      {
        eventName: 'ObjectCreated:Put',
        eventTime: new Date(clock.now() - ageMs).toISOString(),
        s3: {
          bucket: { name: 'news' },
          object: { key: encodeURIComponent(key ?? '').replaceAll('%20', '+'), size: 1 },
        },
      },
    ],
  };
  await handler(event, lambdaContext());
}

describe('when a pipeline writes its playlist', () => {
  it("deletes every playlist of the other that has not been written for too long, in the event's bucket", async () => {
    write(zero, 12_000);
    write(one);
    await report(one[0]);
    expect([...bucket.playlists.keys()]).toEqual(one);
    expect(opened).toEqual(['news']);
    expect(logger.lines).toContainEqual(
      expect.objectContaining({
        level: 'warn',
        message: 'A stale playlist was deleted: its pipeline has stopped writing',
        fields: expect.objectContaining({ key: zero[0], behindMs: 12_000 }) as unknown,
      }),
    );
  });

  it('works the other way round', async () => {
    write(one, 60_000);
    write(zero);
    await report(zero[0]);
    expect([...bucket.playlists.keys()]).toEqual(zero);
  });

  it.each([
    ['is as new', 0],
    ['is a little behind', 4000],
    ['is nearly stale', 11_999],
  ])('leaves the other alone that %s', async (_what, ageMs) => {
    write(zero, ageMs);
    write(one);
    await report(one[0]);
    expect(bucket.removed).toEqual([]);
  });

  it('has nothing to do where the other has no playlists: MediaLive deleted them, or it never wrote', async () => {
    write(one);
    await report(one[0]);
    expect([...bucket.playlists.keys()]).toEqual(one);
  });

  it('leaves both when it stops as well before its report arrives', async () => {
    write(zero, 40_000);
    write(one, 20_000);
    await report(one[0], 20_000);
    expect(bucket.removed).toEqual([]);
  });

  it('leaves both when MediaLive has deleted the playlist that was reported', async () => {
    write(zero, 40_000);
    await report(one[0]);
    expect(bucket.removed).toEqual([]);
  });

  it('leaves a playlist that is written anew at the last moment', async () => {
    write(zero, 40_000);
    write(one);
    bucket.meanwhile = () => {
      write(zero);
    };
    await report(one[0]);
    expect([...bucket.playlists.keys()].sort()).toEqual([...zero, ...one].sort());
    expect(logger.lines.at(-1)?.message).toBe('A stale playlist was written again and stays');
  });

  it('leaves a rendition that only one pipeline writes', async () => {
    write(zero, 40_000);
    write(one.slice(0, 1));
    await report(one[0]);
    expect([...bucket.playlists.keys()]).toEqual([zero[1], one[0]]);
  });

  it('deletes nothing because of a report from the future, and says so', async () => {
    write(zero, 4000);
    write(one);
    await report(one[0], -3_600_000);
    expect(bucket.removed).toEqual([]);
    expect(opened).toEqual(['news']);
    expect(logger.lines).toMatchObject([
      { level: 'warn', message: 'A playlist was reported as of a time that cannot be' },
    ]);
  });

  it('ignores what is no playlist of its output, and says so', async () => {
    write(zero, 40_000);
    await report('live/other/pipeline-1-1080p.m3u8');
    expect(bucket.removed).toEqual([]);
    expect(logger.lines).toMatchObject([{ level: 'warn' }]);
  });
});

describe('the keys that the template hands over', () => {
  it.each(['x', '[]', '[["a"]]', '[["a"],["b"],["c"]]', '[["a","b"],["c"]]', '[[],[]]', '[[1],[2]]'])(
    'are refused when they are %s',
    (text) => {
      expect(v.is(playlistKeys, text)).toBe(false);
    },
  );
});
