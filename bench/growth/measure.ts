import { estimate, type Line } from '../../cli/estimate/estimate.ts';
import { readPriceList } from '../../cli/estimate/price-list.ts';
import { monthHours } from '../../cli/estimate/usage.ts';
import { parseConfiguration } from '../../config/load-configuration.ts';
import type { Synthesis } from '../../rehearsal/synthesis.ts';
import { existingChannels } from '../existing-channels.ts';
import type { Loss } from '../../rehearsal/load/loss.ts';
import { loseSiteInModel } from '../load/modelled-loss.ts';
import { countedMinute, type CountedMinute } from '../looks/counted-minute.ts';
import { synthesized, type Synthesized } from '../synthesized.ts';

/** All that is measured of one deployment of so many channels that exist, with two sites of two flows each. */
export interface Growth {
  readonly channels: number;
  readonly synthesized: Synthesized;
  readonly minute: CountedMinute;
  readonly loss: Loss;
  /** What its control plane costs a month. */
  readonly lines: readonly Line[];
}

const latencyMs = 100;
/** Until evidence of a standby has grown old once; then two whole turns of describing flows, and of the questions. */
const [restMinutes, countedMinutes] = [16, 20];

export async function measure(channels: number, synthesis: Synthesis): Promise<Growth> {
  const text = existingChannels({ channels });
  const setting = { channels: [channels], latencyMs, minutes: restMinutes + countedMinutes, withFlows: true };
  const assumptions = { hours: monthHours, viewers: 0 };
  const { parts } = estimate(parseConfiguration(text, 'growth'), readPriceList(), assumptions);
  return {
    channels,
    synthesized: await cheapestOf(text, synthesis),
    minute: await countedMinute(setting, restMinutes),
    loss: await loseSiteInModel(channels, 1),
    lines: parts.flatMap(({ lines }) => lines),
  };
}

const synthesesOfEach = 3;

/** Of several syntheses the one that took the least: what else the machine does only adds to it. */
async function cheapestOf(text: string, synthesis: Synthesis): Promise<Synthesized> {
  let cheapest = await synthesized(text, synthesis);
  for (let again = 1; again < synthesesOfEach; again += 1) {
    const one = await synthesized(`${text}\n# Once more: ${again}\n`, synthesis);
    if (one.cpuSeconds < cheapest.cpuSeconds) cheapest = one;
  }
  return cheapest;
}
