import type { FlowSnapshot } from '../core/model/event.ts';
import type { Millis } from '../core/model/group.ts';
import type { Reception as NoticedReception } from '../control/events/media-connect/health.ts';
import type { FlowSaid } from '../control/events/media-connect/read-event.ts';

export type FlowStatus = 'STANDBY' | 'STARTING' | 'ACTIVE' | 'STOPPING' | 'ERROR';

/** What MediaConnect has noticed of a source, or of a flow as a whole. */
export type Reception = Required<NoticedReception>;

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
  /** MediaConnect sends an event that says this. */
  readonly emit: (flowArn: string, news: FlowSaid) => void;
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
    this.#emit({ kind: 'status', status, previous });
    if (previous !== 'ACTIVE') return;
    if (this.model.customs.stopTellsHealth && this.#told?.connected === true) {
      this.#tell(null, disconnected, this.#told);
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
    if (customs.tellsSources) this.#tell(source, current, previous);
    if (previous !== null && previous.connected !== current.connected) {
      this.#emit({ kind: 'error', ...lostSource, errored: !current.connected });
    }
    const together = this.#together();
    if (isSame(this.#told, together)) return;
    this.#tell(null, together, this.#told);
    this.#told = together;
  }

  /** Content quality analysis reports what it has found in the stream; none: all is well. */
  analyse(flags: readonly string[]): void {
    if (this.#status !== 'ACTIVE' || !this.model.customs.analysesContent) return;
    if (flags.join() === this.#flags.join()) return;
    this.#flags = flags;
    this.#emit({ kind: 'content', flags });
  }

  maintain(status: 'INPROGRESS' | 'FINISHED'): void {
    this.#emit({ kind: 'maintenance', status });
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

  /** `source` null: of the flow as a whole. `previous` null: nothing was known, as after a start. */
  #tell(source: string | null, current: Reception, previous: Reception | null): void {
    const said = (noticed: Reception) => ({
      ...noticed,
      bitrateZero: noticed.bitrateZero || !noticed.connected,
    });
    this.#emit({ kind: 'health', source, current: said(current), previous: previous && said(previous) });
  }

  #emit(news: FlowSaid): void {
    this.model.emit(this.model.arn, news);
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
