import type { EncodingConfiguration } from '../../config/channel/encoding.ts';
import type { PriceId } from './price-list.ts';
import type { Usage } from './usage.ts';

type Rendition = EncodingConfiguration['ladder']['renditions'][number];

/** The most pixels of what MediaLive's price list calls SD, and HD. */
const sdPixelsMax = 720 * 576;
const hdPixelsMax = 1920 * 1080;

/** One encode for each rendition: output groups share it. */
export function encoderUsage({ ladder }: EncodingConfiguration, hours: number): readonly Usage[] {
  const { numerator, denominator } = ladder.frameRate;
  const isHighRate = numerator / denominator > 30;
  return ladder.renditions.map((rendition) => ({
    what: `MediaLive output ${rendition.name}`,
    quantity: hours,
    price: outputPrice(rendition, isHighRate),
    arithmetic: `${rendition.width} × ${rendition.height}, ${Math.round((100 * numerator) / denominator) / 100} frames/s, ${hours} h`,
  }));
}

function outputPrice({ width, height }: Rendition, isHighRate: boolean): PriceId {
  const pixels = width * height;
  if (pixels > hdPixelsMax) return 'medialive-output-uhd-hour';
  if (pixels > sdPixelsMax) {
    return isHighRate ? 'medialive-output-hd-high-rate-hour' : 'medialive-output-hd-hour';
  }
  return isHighRate ? 'medialive-output-sd-high-rate-hour' : 'medialive-output-sd-hour';
}

/** All renditions and the sound in each, as an origin takes them in. */
export function ladderMbps({ ladder }: EncodingConfiguration): number {
  const kbps = ladder.renditions.reduce((sum, rendition) => sum + rendition.kbps + ladder.audioKbps, 0);
  return kbps / 1000;
}

/** What a viewer takes on average: the rendition in the middle of the ladder. */
export function viewerMbps({ ladder }: EncodingConfiguration): number {
  const middle = ladder.renditions[Math.floor((ladder.renditions.length - 1) / 2)];
  return ((middle?.kbps ?? 0) + ladder.audioKbps) / 1000;
}
