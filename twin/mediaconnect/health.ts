/** Whether a source is there, from its packets. */
import { NO_TR101_ERRORS, type Tr101 } from './tr101.ts';

/** No packets for this long is a lost source; as long as FAILOVER waits. */
export const SILENCE_DEFAULT_MS = 500;

export interface SourceHealth {
  readonly state: 'CONNECTED' | 'DISCONNECTED';
  readonly tr101: Tr101;
}

/** `sinceMs` is when the flow began to listen: before a silence has lasted long enough nothing is known. */
export function sourceHealth(observed: {
  readonly lastPacketAt: number | undefined;
  readonly sinceMs: number;
  readonly nowMs: number;
  readonly silenceMs: number;
  readonly tr101: Tr101;
}): SourceHealth | undefined {
  const { lastPacketAt, sinceMs, nowMs, silenceMs, tr101 } = observed;
  const heardAt = lastPacketAt !== undefined && lastPacketAt >= sinceMs ? lastPacketAt : undefined;
  if (nowMs - (heardAt ?? sinceMs) >= silenceMs) return { state: 'DISCONNECTED', tr101: NO_TR101_ERRORS };
  return heardAt === undefined ? undefined : { state: 'CONNECTED', tr101 };
}

/** What MediaConnect calls unhealthy: gone, or there with errors in its transport stream. */
export function isUnhealthy(health: SourceHealth): boolean {
  return health.state === 'DISCONNECTED' || hasErrors(health.tr101);
}

export function hasErrors(flags: Tr101): boolean {
  return flags.ts_sync_loss || flags.continuity_count_error || flags.transport_error || flags.pcr_error;
}
