import type { PipelineId } from '../../core/model/group.ts';

/**
 * What is wrong with what a contribution site sends to one pipeline, the worst first: no packets; a connection without
 * bits; packets without a picture; a picture with errors in its transport stream, which harms nobody.
 */
export const faults = ['no-packets', 'no-bits', 'no-video', 'errors'] as const;
export type Fault = (typeof faults)[number];

type Listener = (site: string, pipeline: PipelineId) => void;

/** What the contribution sites send, which nobody knows directly. A site sends over one line to each pipeline, or over two. */
export class Feeds {
  readonly lines: 1 | 2;
  readonly #faults = new Map<string, Fault>();
  readonly #listeners: Listener[] = [];

  constructor(lines: 1 | 2 = 1) {
    this.lines = lines;
  }

  onChange(listener: Listener): void {
    this.#listeners.push(listener);
  }

  onLine(site: string, pipeline: PipelineId, line: number): Fault | null {
    return this.#faults.get(`${site}/${pipeline}/${line}`) ?? null;
  }

  /** What arrives at best: of two lines one is enough. */
  fault(site: string, pipeline: PipelineId): Fault | null {
    const found = Array.from({ length: this.lines }, (_, line) => this.onLine(site, pipeline, line));
    return found.reduce((best, fault) => (rankOf(fault) > rankOf(best) ? fault : best));
  }

  /** `line` null: all of them. */
  set(site: string, pipeline: PipelineId, fault: Fault | null, line: number | null = null): void {
    let changed = false;
    for (let index = 0; index < this.lines; index += 1) {
      if ((line ?? index) !== index || this.onLine(site, pipeline, index) === fault) continue;
      if (fault === null) this.#faults.delete(`${site}/${pipeline}/${index}`);
      else this.#faults.set(`${site}/${pipeline}/${index}`, fault);
      changed = true;
    }
    if (changed) for (const listener of this.#listeners) listener(site, pipeline);
  }
}

function rankOf(fault: Fault | null): number {
  return fault === null ? faults.length : faults.indexOf(fault);
}
