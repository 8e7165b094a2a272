/** What a drill or a test may set of MediaConnect: times that AWS does not promise, and what its documents leave open. */
export interface FlowKnobs {
  /** Without packets for this long a source is DISCONNECTED; without media in them its bitrate is zero. */
  readonly silenceMs: number;
  /** How long STARTING, STOPPING, UPDATING and DELETING last; about a minute on AWS, and nothing depends on it. */
  readonly transitionMs: number;
  /** Whether a flow that stops or fails also sends health events, and not its status alone. Not documented. */
  readonly healthOnStop: boolean;
  /** After how long without packets DescribeFlow names no peer of a source any more. Not documented. */
  readonly peerGoneMs: number | 'never';
  /** Whether DescribeFlow lists the error of a lost source. Not documented. */
  readonly errorsListed: boolean;
}

export const defaultFlowKnobs: FlowKnobs = {
  // As long as source failover waits (MC/source-failover).
  silenceMs: 500,
  transitionMs: 1_000,
  healthOnStop: false,
  peerGoneMs: 10_000,
  errorsListed: true,
};
