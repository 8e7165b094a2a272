/** How a flow makes one output from its sources: passed through, failed over, or merged. */
export interface OutputStage {
  /** A packet of the source number `source`, in the order of the flow. */
  offer(source: number, rtp: Buffer, nowMs: number): void;
  /** Called by the flow's regular check. */
  check(nowMs: number): void;
  /** The flow's output is from another source than it should be when all is well. */
  isFailedOver(): boolean;
  /** Forgets everything, as when the flow stops. */
  reset(): void;
}

export type Forward = (rtp: Buffer, atMs: number) => void;

/** The stage of a flow with one source. */
export function createPassThrough(forward: Forward): OutputStage {
  return {
    offer: (_source, rtp, nowMs) => {
      forward(rtp, nowMs);
    },
    check: () => undefined,
    isFailedOver: () => false,
    reset: () => undefined,
  };
}
