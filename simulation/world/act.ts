import type { Millis, PipelineId } from '../../core/model/group.ts';
import type { OperatorRequest } from '../../control/operator/protocol.ts';
import type { Fault } from './feeds.ts';
import type { Service } from './invocation.ts';

/** Something that happens to the world, besides mishaps. Times are after the start of the run. */
export type Act = { readonly atMs: Millis } & (
  | {
      readonly type: 'feed';
      readonly site: string;
      readonly pipelines: readonly PipelineId[];
      readonly fault: Fault;
      /** One of two lines alone; left out: all. */
      readonly line?: number;
      /** null: it does not come back. */
      readonly forMs: Millis | null;
    }
  /** The flows of a site stop or fail by themselves or by somebody's hand, or are restarted for maintenance. */
  | {
      readonly type: 'flows';
      readonly site: string;
      readonly pipelines: readonly PipelineId[];
      readonly what: 'stopped' | 'failed' | 'maintained';
      /** null: they do not start again. */
      readonly forMs: Millis | null;
    }
  | { readonly type: 'order'; readonly request: OperatorRequest }
  /** A planned switch: its start is counted from when it is ordered. */
  | {
      readonly type: 'plan';
      readonly channel: string;
      readonly to: string;
      readonly inMs: Millis;
      readonly force?: boolean;
      /** It is cancelled so long before its time. */
      readonly cancelledMs?: Millis;
    }
  /** Somebody works on the channel in the console. */
  | { readonly type: 'foreign-switch'; readonly channel: string; readonly attachment: string }
  | { readonly type: 'foreign-action'; readonly channel: string; readonly inMs: Millis }
  | {
      readonly type: 'restart';
      readonly channel: string;
      readonly pipelines: readonly PipelineId[];
      readonly forMs: Millis;
    }
  | { readonly type: 'outage'; readonly service: Service; readonly forMs: Millis }
  /** A deployment with another policy, drawn by this name. */
  | { readonly type: 'reconfigure'; readonly policy: string }
);
