/** Compares a flow's health with what was last told about it, and tells what changed. */
import { isDeepStrictEqual } from 'node:util';

import type { FlowEvents, FlowHealth } from './events.ts';
import { lostHealth, type SourceHealth } from './health.ts';
import { noTr101Errors, type Tr101 } from './tr101.ts';

export interface WatchedSource {
  readonly arn: string;
  readonly name: string;
  health(nowMs: number): SourceHealth | undefined;
}

/** The flow's one output, whatever its sources are. */
export interface WatchedOutput {
  isFailedOver(): boolean;
  tr101(nowMs: number): Tr101;
}

export interface HealthWatch {
  check(nowMs: number): void;
  /** Tells that every source is lost: the flow takes nothing in any more. */
  end(): void;
  /** The newest verdict on a source; undefined while there is none. */
  known(sourceArn: string): SourceHealth | undefined;
}

/** A new watch knows nothing: a flow that starts has one of its own. */
export function createHealthWatch(
  sources: readonly WatchedSource[],
  output: WatchedOutput,
  events: FlowEvents,
): HealthWatch {
  const known = new Map<string, SourceHealth>();
  let knownFlow: FlowHealth | undefined;

  function checkSource(source: WatchedSource, current: SourceHealth | undefined): void {
    const previous = known.get(source.arn);
    if (current === undefined || isDeepStrictEqual(current, previous)) return;
    known.set(source.arn, current);
    events.sourceHealthChanged(source.arn, current, previous);
    const isLost = current.state === 'DISCONNECTED';
    const wasLost = previous?.state === 'DISCONNECTED';
    if (isLost !== wasLost) events.sourceError(source.name, isLost);
  }

  function checkFlow(nowMs: number): void {
    if (known.size === 0) return;
    const isConnected = [...known.values()].some((health) => health.state === 'CONNECTED');
    const isBitrateZero = [...known.values()].every((health) => health.isBitrateZero);
    // One source with packets is enough for the flow; while another is undecided, none is lost yet.
    if (!isConnected && known.size < sources.length) return;
    const current: FlowHealth = {
      failover_switch: output.isFailedOver(),
      isBitrateZero,
      source_state: isConnected ? 'CONNECTED' : 'DISCONNECTED',
      tr101: isBitrateZero ? noTr101Errors : output.tr101(nowMs),
    };
    if (isDeepStrictEqual(current, knownFlow)) return;
    const previous = knownFlow;
    knownFlow = current;
    events.flowHealthChanged(current, previous);
  }

  return {
    check: (nowMs) => {
      for (const source of sources) checkSource(source, source.health(nowMs));
      checkFlow(nowMs);
    },
    end: () => {
      for (const source of sources.filter(({ arn }) => known.has(arn))) checkSource(source, lostHealth);
      checkFlow(0);
    },
    known: (sourceArn) => known.get(sourceArn),
  };
}
