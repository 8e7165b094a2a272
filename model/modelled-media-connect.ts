import type { FlowSnapshot } from '../core/model/event.ts';
import type { Millis } from '../core/model/group.ts';
import type { Clock } from '../control/ports/clock.ts';
import type { MediaConnectGateway } from '../control/ports/media-connect-gateway.ts';
import { direct, type Passage } from './passage.ts';

/** A flow as MediaConnect shows it. */
export interface ShownFlow {
  readonly status: string;
  snapshot(at: Millis): FlowSnapshot;
}

/** MediaConnect, modelled: the questions of the control plane about flows that live in memory. `clock` is the caller's. */
export function modelledMediaConnect(
  flows: ReadonlyMap<string, ShownFlow>,
  clock: Clock,
  pass: Passage = direct,
): MediaConnectGateway {
  return {
    listFlows: () =>
      pass('media-connect.list-flows', () => new Map([...flows].map(([arn, { status }]) => [arn, status]))),
    describeFlow: (flowArn) => {
      // As the adapter does: when it was asked, by the caller's clock.
      const at = clock.now();
      return pass(
        'media-connect.describe-flow',
        () => flows.get(flowArn)?.snapshot(at) ?? { at, status: null },
      );
    },
  };
}
