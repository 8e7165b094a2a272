import type { Feed } from '../twin/media/feed.ts';
import { readRtp, sequenceDistance } from '../twin/media/rtp.ts';

/** What has come out of a flow since the record was begun. */
export interface FlowOutput {
  readonly packets: number;
  /** The longest time without a packet: before the first, or between two of them. */
  readonly longestGapMs: number;
  /** Packets left out of the sender's numbering. */
  readonly missing: number;
}

/** Records what comes out of a flow, until the returned function is called; that tells what it was. */
export function recordOutput(
  feed: Pick<Feed, 'onPacket'>,
  now: () => number = () => Date.now(),
): () => FlowOutput {
  let newest: { readonly sequence: number | undefined; readonly at: number } = {
    sequence: undefined,
    at: now(),
  };
  let output: FlowOutput = { packets: 0, longestGapMs: 0, missing: 0 };
  const stop = feed.onPacket((rtp) => {
    const sequence = readRtp(rtp)?.sequence;
    if (sequence === undefined) return;
    const at = now();
    const step = newest.sequence === undefined ? 1 : sequenceDistance(sequence, newest.sequence);
    output = {
      packets: output.packets + 1,
      longestGapMs: Math.max(output.longestGapMs, at - newest.at),
      missing: output.missing + Math.max(0, step - 1),
    };
    // A packet that comes twice, where one source takes over from the other, does not set the numbering back.
    newest = { sequence: step > 0 ? sequence : newest.sequence, at };
  });
  return () => {
    stop();
    return output;
  };
}
