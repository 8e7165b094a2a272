import type { LookedAt } from './quiet-minute.ts';

/** What one unit of DynamoDB writes, or reads consistently. */
const [writeBytes, readBytes] = [1024, 4096];

/**
 * A channel's state at rest, and what each flow behind it adds (`test/cli/estimate/quiet-minute.test.ts`): what is known of it, with
 * the times.
 */
export const stateBytes = { alone: 800, flow: 170 };

/** A channel's line in the list of members, and the ARN of each flow in it, whose name has a dozen characters; assumed. */
const lineBytes = { alone: 160, flow: 95 };

/** Units that an item takes: of a state and of a line to be written, of all lines to be read. */
export interface ItemUnits {
  readonly save: number;
  readonly note: number;
  readonly list: number;
}

export function itemUnits({ channels, flows }: Pick<LookedAt, 'channels' | 'flows'>): ItemUnits {
  const each = channels === 0 ? 0 : flows / channels;
  const line = lineBytes.alone + each * lineBytes.flow;
  return {
    save: Math.ceil((stateBytes.alone + each * stateBytes.flow) / writeBytes),
    note: Math.ceil(line / writeBytes),
    list: Math.ceil((channels * line) / readBytes),
  };
}
