/** The events of a flow, in the shapes that MediaConnect sends them (EB/events-ref-mediaconnect). */
import type { EventSink } from '../event-bus.ts';
import type { StreamQuality } from './content-quality.ts';
import { isUnhealthy, type SourceHealth } from './health.ts';
import { noTr101Errors, type Tr101 } from './tr101.ts';

/** BM:mediaconnect.Status. */
export type FlowStatus = 'STANDBY' | 'STARTING' | 'ACTIVE' | 'STOPPING' | 'UPDATING' | 'DELETING' | 'ERROR';

export interface FlowHealth {
  /** The output is from another source than it should be. */
  readonly failover_switch: boolean;
  readonly isBitrateZero: boolean;
  readonly source_state: SourceHealth['state'];
  readonly tr101: Tr101;
}

export interface FlowEvents {
  statusChanged(current: FlowStatus, previous: FlowStatus): void;
  sourceHealthChanged(sourceArn: string, current: SourceHealth, previous: SourceHealth | undefined): void;
  flowHealthChanged(current: FlowHealth, previous: FlowHealth | undefined): void;
  /** The alert of a source that is lost (`errored`) or back. */
  sourceError(sourceName: string, errored: boolean): void;
  maintenance(status: 'INPROGRESS' | 'FINISHED'): void;
  contentQuality(streams: readonly StreamQuality[]): void;
}

/** The message of a lost source, in its event and in `DescribeFlow`. */
export function sourceErrorMessage(sourceName: string): string {
  return `Source ${sourceName} Stream Error: Timeout. Please investigate the flow source.`;
}

export function createFlowEvents(flowArn: string, sink: EventSink): FlowEvents {
  const emit = (detailType: string, resources: string[], detail: Record<string, unknown>) => {
    sink.emit({ source: 'aws.mediaconnect', 'detail-type': `MediaConnect ${detailType}`, resources, detail });
  };
  return {
    statusChanged: (currentStatus, previousStatus) => {
      emit('Flow Status Change', [flowArn], { currentStatus, previousStatus });
    },
    sourceHealthChanged: (sourceArn, current, previous) => {
      // Before the first verdict the previous state is empty, as a live capture has it.
      const before = previous ?? { state: '', isBitrateZero: false, tr101: noTr101Errors };
      emit('Source Health', [flowArn, sourceArn], {
        unhealthy: isUnhealthy(current),
        current,
        previous: before,
      });
    },
    flowHealthChanged: (current, previous) => {
      const unhealthy = isUnhealthy({ ...current, state: current.source_state });
      const before = previous ?? {
        failover_switch: false,
        isBitrateZero: false,
        source_state: '',
        tr101: noTr101Errors,
      };
      emit('Flow Health', [flowArn], { unhealthy, current, previous: before });
    },
    maintenance: (currentStatus) => {
      emit('Flow Maintenance', [flowArn], { currentStatus });
    },
    contentQuality: (streams) => {
      const impacted = streams.some((flags) => Object.values(flags).includes(true));
      emit('Flow Content Quality', [flowArn], { impacted, streams });
    },
    sourceError: (sourceName, errored) => {
      emit('Alert', [flowArn], {
        errored,
        'error-code': 'SourceStreamError',
        'error-id': errorId(sourceName),
        'error-message': sourceErrorMessage(sourceName),
      });
    },
  };
}

/** Three letters, the same for the error and for its end. */
function errorId(sourceName: string): string {
  const hash = Buffer.from(sourceName).reduce((sum, byte) => (sum * 31 + byte) % 26 ** 3, 0);
  return [26 ** 2, 26, 1]
    .map((weight) => String.fromCharCode(97 + (Math.floor(hash / weight) % 26)))
    .join('');
}
