import type { FlowSnapshot } from '../core/model/event.ts';
import type { Flow, Millis } from '../core/model/group.ts';
import type { FlowNews } from '../control/events/parsed-message.ts';
import type { ShownFlow } from '../model/modelled-media-connect.ts';

/**
 * A flow as the trace says it was, whether the news of it was delivered or not. Where the trace says nothing it is ACTIVE, and
 * whether a device sends, and what errors there are, is left open.
 */
export class RecordedFlow implements ShownFlow {
  readonly #flow: Flow;
  #status = 'ACTIVE';
  /** Whether media arrives; null: the trace has not said. */
  #arrives: boolean | null = null;
  /** Whether a device sends, with or without bits; null: the trace has not said since the flow was started. */
  #sending: boolean | null = null;
  /** Whether media arrives, by source. */
  readonly #sources = new Map<string, boolean>();
  /** Open errors by their code; null: the trace has not spoken of errors. */
  #errors: Map<string, string> | null = null;

  constructor(flow: Flow) {
    this.#flow = flow;
  }

  get status(): string {
    return this.#status;
  }

  /** Whether MediaLive gets packets from it, as far as is known. */
  get delivers(): boolean {
    return this.#status === 'ACTIVE' && this.#arrives !== false;
  }

  /** What MediaConnect says of it happens. */
  happen(news: FlowNews): void {
    if (news.type === 'flow-health') {
      this.#health(news);
    } else if (news.report.kind === 'status') {
      this.#become(news.report.status);
    } else if (news.report.kind === 'error') {
      const { code, errored, message } = news.report;
      this.#errors ??= new Map();
      if (errored) this.#errors.set(code, `${code}: ${message}`);
      else this.#errors.delete(code);
    }
  }

  /** DescribeFlow. */
  snapshot(at: Millis): FlowSnapshot {
    return {
      at,
      status: this.#status,
      ...(this.#sending !== null && { sending: this.#sending }),
      ...(this.#errors !== null && { errors: [...this.#errors.values()] }),
    };
  }

  #health({ scope, source, connected, bitrateZero }: FlowNews & { type: 'flow-health' }): void {
    if (scope === 'flow' || this.#flow.sources < 2) {
      this.#arrives = connected;
      this.#sending = connected || bitrateZero === true;
      return;
    }
    // One source is enough; that all are lost is known once each of them has been spoken of.
    this.#sources.set(source ?? '', connected);
    const known = [...this.#sources.values()];
    if (known.includes(true)) this.#arrives = true;
    else if (known.length >= this.#flow.sources) this.#arrives = false;
    this.#sending = this.#arrives;
  }

  /** A flow that has stopped knows nothing of its sources. */
  #become(status: string): void {
    this.#status = status;
    if (status !== 'ACTIVE') this.#sending = null;
  }
}
