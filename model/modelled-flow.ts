import type { FlowSnapshot } from '../core/model/event.ts';
import type { Millis } from '../core/model/group.ts';

export type FlowStatus = 'STANDBY' | 'STARTING' | 'ACTIVE' | 'STOPPING' | 'ERROR';

/** What MediaConnect has noticed of a source, or of a flow as a whole. */
export interface Reception {
  readonly connected: boolean;
  /** It is connected, and no bits arrive. */
  readonly bitrateZero: boolean;
  /** TR 101 290: the transport stream has errors while it arrives. */
  readonly transportErrors: boolean;
}

/** Something that MediaConnect would send an event about. */
export type FlowEmission =
  /** `source` null: of the flow as a whole. `previous` null: nothing was known, as after a start. */
  | {
      readonly type: 'health';
      readonly source: string | null;
      readonly current: Reception;
      readonly previous: Reception | null;
    }
  | { readonly type: 'status'; readonly current: FlowStatus; readonly previous: FlowStatus }
  | { readonly type: 'maintenance'; readonly status: 'INPROGRESS' | 'FINISHED' }
  | { readonly type: 'content'; readonly flags: readonly string[] }
  | { readonly type: 'error'; readonly code: string; readonly errored: boolean; readonly message: string };

/** What the documentation leaves open of MediaConnect. Nobody knows, so every combination must be coped with. */
export interface FlowCustoms {
  /** A flow that stops sends a health event besides that of its status. */
  readonly stopTellsHealth: boolean;
  /** DescribeFlow names the device that sends (`peerIpAddress`), as long as it does; else it never names one. */
  readonly namesPeer: boolean;
  /** `messages.errors` lists a source that is lost. */
  readonly listsErrors: boolean;
  /** Content quality analysis is on. */
  readonly analysesContent: boolean;
  /** Every source sends health events of its own. */
  readonly tellsSources: boolean;
}

export interface FlowModel {
  readonly arn: string;
  /** ARNs of its sources: one, or two of which one is enough. */
  readonly sources: readonly [string, ...string[]];
  readonly customs: FlowCustoms;
  readonly emit: (flowArn: string, emission: FlowEmission) => void;
}

const lostSource = { code: 'SourceStreamError', message: 'Source Stream Error: Timeout.' } as const;

/** A flow as far as the control plane can see it: its status, and what it has noticed of its sources. */
export class ModelledFlow {
  readonly model: FlowModel;
  #status: FlowStatus = 'STANDBY';
  readonly #sources = new Map<string, Reception>();
  #told: Reception | null = null;
  #flags: readonly string[] = [];

  constructor(model: FlowModel) {
    this.model = model;
  }

  get status(): FlowStatus {
    return this.#status;
  }

  /** What the flow has noticed of its sources together; null: it is not ACTIVE, or has noticed nothing yet. */
  get reception(): Reception | null {
    return this.#told;
  }

  /** The status changes, which is told. A flow that is not ACTIVE knows nothing of its sources. */
  become(status: FlowStatus): void {
    const previous = this.#status;
    if (previous === status) return;
    this.#status = status;
    this.#emit({ type: 'status', current: status, previous });
    if (previous !== 'ACTIVE') return;
    if (this.model.customs.stopTellsHealth && this.#told?.connected === true) {
      this.#emit({ type: 'health', source: null, current: disconnected, previous: this.#told });
    }
    this.#sources.clear();
    this.#told = null;
    this.#flags = [];
  }

  /** MediaConnect notices how a source does; what has changed is told. */
  notice(source: string, current: Reception): void {
    if (this.#status !== 'ACTIVE') return;
    const { customs } = this.model;
    const previous = this.#sources.get(source) ?? null;
    if (isSame(previous, current)) return;
    this.#sources.set(source, current);
    if (customs.tellsSources) this.#emit({ type: 'health', source, current, previous });
    if (previous !== null && previous.connected !== current.connected) {
      this.#emit({ type: 'error', ...lostSource, errored: !current.connected });
    }
    const together = this.#together();
    if (isSame(this.#told, together)) return;
    this.#emit({ type: 'health', source: null, current: together, previous: this.#told });
    this.#told = together;
  }

  /** Content quality analysis reports what it has found in the stream; none: all is well. */
  analyse(flags: readonly string[]): void {
    if (this.#status !== 'ACTIVE' || !this.model.customs.analysesContent) return;
    if (flags.join() === this.#flags.join()) return;
    this.#flags = flags;
    this.#emit({ type: 'content', flags });
  }

  maintain(status: 'INPROGRESS' | 'FINISHED'): void {
    this.#emit({ type: 'maintenance', status });
  }

  /** DescribeFlow. */
  snapshot(at: Millis): FlowSnapshot {
    const { namesPeer, listsErrors } = this.model.customs;
    const lost = this.#told?.connected === false;
    return {
      at,
      status: this.#status,
      ...(namesPeer && { sending: this.#told?.connected === true }),
      errors: listsErrors && lost ? [`${lostSource.code}: ${lostSource.message}`] : [],
    };
  }

  #together(): Reception {
    const sources = [...this.#sources.values()].filter(({ connected }) => connected);
    const connected = sources.length > 0;
    return {
      connected,
      bitrateZero: connected && sources.every(({ bitrateZero }) => bitrateZero),
      transportErrors: sources.some(({ transportErrors }) => transportErrors),
    };
  }

  #emit(emission: FlowEmission): void {
    this.model.emit(this.model.arn, emission);
  }
}

const disconnected: Reception = { connected: false, bitrateZero: false, transportErrors: false };

function isSame(one: Reception | null, other: Reception): boolean {
  return (
    one !== null &&
    one.connected === other.connected &&
    one.bitrateZero === other.bitrateZero &&
    one.transportErrors === other.transportErrors
  );
}
