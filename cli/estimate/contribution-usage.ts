import type { BuildConfiguration, BuiltInput } from '../../config/channel/build.ts';
import type { PriceId } from './price-list.ts';
import { streamGb, type Usage } from './usage.ts';

const inputPrices: Readonly<Record<BuildConfiguration['encoding']['inputMbps'], PriceId>> = {
  10: 'medialive-input-hd-10-hour',
  20: 'medialive-input-hd-20-hour',
  50: 'medialive-input-hd-50-hour',
};

/** The two flows of a site while they run, and what they pass on; nothing where MediaConnect does not feed it. */
export function flowUsage(
  name: string,
  { mediaconnect }: BuiltInput,
  inputMbps: number,
  hours: number,
): readonly Usage[] {
  if (mediaconnect === undefined) return [];
  const flows = mediaconnect.pipelines.length;
  const confidence = mediaconnect.pipelines.flatMap((pipeline) => pipeline.confidence).length;
  const gb = streamGb(inputMbps, hours);
  return [
    {
      what: `${name}: MediaConnect flows`,
      quantity: flows * hours,
      price: 'mediaconnect-flow-hour',
      arithmetic: `${flows} flows × ${hours} h`,
    },
    {
      what: `${name}: flows to MediaLive`,
      quantity: flows * gb,
      price: 'mediaconnect-transfer-region-gb',
      arithmetic: `${flows} × ${inputMbps} Mb/s × ${hours} h`,
    },
    ...(confidence === 0
      ? []
      : [
          {
            what: `${name}: confidence outputs`,
            quantity: confidence * gb,
            price: 'mediaconnect-transfer-internet-gb' as const,
            arithmetic: `${confidence} × ${inputMbps} Mb/s × ${hours} h, to the internet`,
          },
        ]),
  ];
}

/** An attached input is paid for as long as the channel runs, on air or not. */
export function inputUsage(
  name: string,
  inputMbps: BuildConfiguration['encoding']['inputMbps'],
  hours: number,
): Usage {
  return {
    what: `${name}: MediaLive input`,
    quantity: hours,
    price: inputPrices[inputMbps],
    arithmetic: `${hours} h, on air or not`,
  };
}
