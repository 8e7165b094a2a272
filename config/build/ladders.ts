import type * as v from 'valibot';
import type { ladder } from './ladder.ts';

/** Ready ladders by name. Each rendition's bit rate is the most it may take (QVBR). */
export const readyLadders: Readonly<Record<string, v.InferInput<typeof ladder>>> = {
  'hd-25': {
    frameRate: { numerator: 25, denominator: 1 },
    renditions: [
      { name: '1080p', width: 1920, height: 1080, kbps: 5000 },
      { name: '720p', width: 1280, height: 720, kbps: 3000 },
      { name: '540p', width: 960, height: 540, kbps: 1600 },
      { name: '360p', width: 640, height: 360, kbps: 800 },
    ],
  },
  'hd-50': {
    frameRate: { numerator: 50, denominator: 1 },
    renditions: [
      { name: '1080p', width: 1920, height: 1080, kbps: 8000 },
      { name: '720p', width: 1280, height: 720, kbps: 5000 },
      { name: '540p', width: 960, height: 540, kbps: 2500 },
      { name: '360p', width: 640, height: 360, kbps: 1200 },
    ],
  },
  'hd-29.97': {
    frameRate: { numerator: 30_000, denominator: 1001 },
    renditions: [
      { name: '1080p', width: 1920, height: 1080, kbps: 6000 },
      { name: '720p', width: 1280, height: 720, kbps: 3500 },
      { name: '540p', width: 960, height: 540, kbps: 1800 },
      { name: '360p', width: 640, height: 360, kbps: 900 },
    ],
  },
};
