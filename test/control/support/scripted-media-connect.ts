import type { FlowSnapshot } from '../../../core/model/event.ts';
import type { MediaConnectGateway } from '../../../control/ports/media-connect-gateway.ts';
import { noon } from './manual-clock.ts';

/** MediaConnect that answers as a test says. The model has flows that live; here each answer is laid out. */
export class ScriptedMediaConnect implements MediaConnectGateway {
  readonly calls: string[] = [];
  readonly flows = new Map<string, string>();
  /** What DescribeFlow says, where it says more than the status. */
  readonly details = new Map<string, FlowSnapshot>();
  /** Questions go unanswered. */
  silent = false;

  listFlows() {
    return this.#ask('ListFlows', new Map(this.flows));
  }

  describeFlow(flowArn: string) {
    const known = this.details.get(flowArn) ?? { at: noon, status: this.flows.get(flowArn) ?? null };
    return this.#ask(`DescribeFlow ${flowArn}`, known);
  }

  #ask<T>(call: string, answer: T): Promise<T> {
    this.calls.push(call);
    return this.silent ? Promise.reject(new Error('no answer')) : Promise.resolve(answer);
  }
}
