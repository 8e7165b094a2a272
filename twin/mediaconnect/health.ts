/** Whether a source is there, from its packets. */
import { noTr101Errors, type Tr101 } from './tr101.ts';

export interface SourceHealth {
  readonly state: 'CONNECTED' | 'DISCONNECTED';
  /** Nothing is in what the sender sends, if it sends at all. */
  readonly isBitrateZero: boolean;
  readonly tr101: Tr101;
}

/** A source that sends nothing. */
export const lostHealth: SourceHealth = { state: 'DISCONNECTED', isBitrateZero: true, tr101: noTr101Errors };

/** `sinceMs` is when the flow began to listen: before a silence has lasted long enough nothing is known. */
export function sourceHealth(observed: {
  readonly lastPacketAt: number | undefined;
  /** The newest packet with media in it. */
  readonly lastMediaAt: number | undefined;
  readonly sinceMs: number;
  readonly nowMs: number;
  readonly silenceMs: number;
  readonly tr101: Tr101;
}): SourceHealth | undefined {
  const { sinceMs, nowMs, silenceMs, tr101 } = observed;
  const since = (at: number | undefined) => (at !== undefined && at >= sinceMs ? at : undefined);
  const [heardAt, mediaAt] = [since(observed.lastPacketAt), since(observed.lastMediaAt)];
  if (nowMs - (heardAt ?? sinceMs) >= silenceMs) return lostHealth;
  if (nowMs - (mediaAt ?? sinceMs) >= silenceMs) return { ...lostHealth, state: 'CONNECTED' };
  return mediaAt === undefined ? undefined : { state: 'CONNECTED', isBitrateZero: false, tr101 };
}

/** What MediaConnect calls unhealthy: gone, empty, or there with errors in its transport stream. */
export function isUnhealthy({ state, isBitrateZero, tr101 }: SourceHealth): boolean {
  return state === 'DISCONNECTED' || isBitrateZero || hasErrors(tr101);
}

function hasErrors(flags: Tr101): boolean {
  return flags.ts_sync_loss || flags.continuity_count_error || flags.transport_error || flags.pcr_error;
}
