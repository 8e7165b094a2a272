import { pipelineIds, type PipelineId } from '../../core/model/group.ts';

/** What is wrong with a site's feed to one pipeline: no packets at all, or packets without a picture. */
export type Fault = 'no-packets' | 'no-video';

type Listener = (site: string, pipeline: PipelineId) => void;

/** The truth about the contribution sites, which nobody else knows directly. */
export class Feeds {
  readonly #faults = new Map<string, Fault>();
  readonly #listeners: Listener[] = [];
  /** Some feed has been without a picture: MediaConnect knows nothing of that. */
  hadNoVideo = false;

  onChange(listener: Listener): void {
    this.#listeners.push(listener);
  }

  fault(site: string, pipeline: PipelineId): Fault | null {
    return this.#faults.get(`${site}/${pipeline}`) ?? null;
  }

  isWell(site: string): boolean {
    return pipelineIds.every((pipeline) => this.fault(site, pipeline) === null);
  }

  set(site: string, pipeline: PipelineId, fault: Fault | null): void {
    if (this.fault(site, pipeline) === fault) return;
    if (fault === 'no-video') this.hadNoVideo = true;
    if (fault === null) this.#faults.delete(`${site}/${pipeline}`);
    else this.#faults.set(`${site}/${pipeline}`, fault);
    for (const listener of this.#listeners) listener(site, pipeline);
  }
}
