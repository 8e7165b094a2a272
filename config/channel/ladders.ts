import type * as v from 'valibot';
import type { ladder } from './ladder.ts';

type Ladder = v.InferInput<typeof ladder>;

const sizes = [
  { name: '1080p', width: 1920, height: 1080 },
  { name: '720p', width: 1280, height: 720 },
  { name: '540p', width: 960, height: 540 },
  { name: '360p', width: 640, height: 360 },
] as const;

/** Each size at a rate of its own: the ladders differ in their frame rates, which ask for more bits or fewer. */
function hd(
  frameRate: Ladder['frameRate'],
  kbps: Readonly<Record<(typeof sizes)[number]['name'], number>>,
): Ladder {
  return { frameRate, renditions: sizes.map((size) => ({ ...size, kbps: kbps[size.name] })) };
}

/** Ready ladders by name. Each rendition's bit rate is the most it may take (QVBR). */
export const readyLadders: Readonly<Record<string, Ladder>> = {
  'hd-25': hd({ numerator: 25, denominator: 1 }, { '1080p': 5000, '720p': 3000, '540p': 1600, '360p': 800 }),
  'hd-50': hd({ numerator: 50, denominator: 1 }, { '1080p': 8000, '720p': 5000, '540p': 2500, '360p': 1200 }),
  'hd-29.97': hd(
    { numerator: 30_000, denominator: 1001 },
    { '1080p': 6000, '720p': 3500, '540p': 1800, '360p': 900 },
  ),
};
