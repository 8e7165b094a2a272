import type { Clock } from '../../clock.ts';
import type { Feed } from '../../media/feed.ts';
import type { MediaLiveKnobs } from '../knobs.ts';
import { InputWatch } from './input-watch.ts';
import type { IngestState } from './input-watch.ts';
import type { Alert } from './alert-log.ts';
import type { PipelineId } from './pipeline-id.ts';

/** What one pipeline has on air. */
export interface OnAir {
  readonly attachment: string;
  /** The schedule action that put it on air; undefined when the channel came up on its first attachment. */
  readonly action: string | undefined;
  /** Since when it ingests this attachment, epoch ms. */
  readonly since: number;
  readonly ingest: IngestState;
  /** Since when the ingest is in that state, epoch ms. */
  readonly ingestSince: number;
}

/** What a pipeline tells its channel and asks of it. */
export interface PipelineHost {
  readonly clock: Clock;
  readonly knobs: Pick<MediaLiveKnobs, 'lossMs' | 'probeMs' | 'alertOnPrepared' | 'clearOnSwitchAway'>;
  feed(attachment: string, pipeline: PipelineId): Feed | undefined;
  /** @param at - the instant of the switch, epoch ms */
  onAir(pipeline: PipelineId, attachment: string, action: string | undefined, at: number): void;
  ingest(pipeline: PipelineId, attachment: string, state: IngestState): void;
  /**
   * Sets the alerts of an attachment that is lost.
   *
   * @param isStart - nothing has come since the pipeline started
   */
  setLossAlerts(pipeline: PipelineId, attachment: string, isStart: boolean): readonly Alert[];
  /** @param announced - whether the CLEARED event is sent; a pipeline that crashed can send none */
  clearAlert(alert: Alert, announced: boolean): void;
}

interface Watched {
  readonly watch: InputWatch;
  alerts: readonly Alert[];
  changedAt: number;
}

/** One of a channel's encoders: ingests the attachment on air, and says when its packets stop and return. */
export class Pipeline {
  readonly id: PipelineId;
  readonly #host: PipelineHost;
  readonly #watched = new Map<string, Watched>();
  /** Alerts of inputs that were switched away from, where those are not cleared: nobody looks whether they still hold. */
  readonly #abandoned = new Map<string, readonly Alert[]>();
  #active:
    { readonly attachment: string; readonly action: string | undefined; readonly since: number } | undefined;
  #prepared: string | undefined;
  /** Something has come since the start. */
  #hasReceived = false;

  constructor(id: PipelineId, host: PipelineHost) {
    this.id = id;
    this.#host = host;
  }

  get running(): boolean {
    return this.#active !== undefined;
  }

  get onAir(): OnAir | undefined {
    const active = this.#active;
    if (active === undefined) return undefined;
    const watched = this.#watched.get(active.attachment);
    return {
      ...active,
      ingest: watched?.watch.state ?? 'waiting',
      ingestSince: watched?.changedAt ?? active.since,
    };
  }

  /**
   * Puts an attachment on air, at once. The same one again keeps its watch and its alert.
   *
   * @param at - now, as the channel read the clock for all its pipelines
   */
  switchTo(attachment: string, action: string | undefined, at: number): void {
    const old = this.#active;
    const since = old?.attachment === attachment ? old.since : at;
    this.#active = { attachment, action, since };
    this.#host.onAir(this.id, attachment, action, at);
    this.#watchAll();
  }

  /** Gets an attachment ready for a switch; undefined stops that (BM:medialive.InputPrepareScheduleActionSettings). */
  prepare(attachment: string | undefined): void {
    this.#prepared = attachment;
    this.#watchAll();
  }

  /** @param crashed - a pipeline that crashed says nothing more, not even that its alerts are over */
  stop(crashed: boolean): void {
    this.#active = undefined;
    this.#prepared = undefined;
    this.#hasReceived = false;
    for (const attachment of [...this.#watched.keys()]) this.#unwatch(attachment);
    for (const alert of [...this.#abandoned.values()].flat()) this.#host.clearAlert(alert, !crashed);
    this.#abandoned.clear();
  }

  /** MediaLive watches the input that is active, and none that it has left. */
  #watchAll(): void {
    const wanted = new Set<string>();
    if (this.#active !== undefined) wanted.add(this.#active.attachment);
    if (this.#prepared !== undefined && this.#host.knobs.alertOnPrepared) wanted.add(this.#prepared);
    for (const attachment of [...this.#watched.keys()]) {
      if (!wanted.has(attachment)) this.#leave(attachment);
    }
    for (const attachment of wanted) {
      if (!this.#watched.has(attachment)) this.#watch(attachment);
    }
  }

  #watch(attachment: string): void {
    const { clock, knobs } = this.#host;
    const isActive = () => attachment === this.#active?.attachment;
    const watch = new InputWatch({
      clock,
      lossMs: knobs.lossMs,
      firstMs: isActive() && !this.#hasReceived ? knobs.probeMs : knobs.lossMs,
      feed: () => this.#host.feed(attachment, this.id),
      changed: (state, at) => {
        const watched = this.#watched.get(attachment);
        if (watched === undefined) return;
        watched.changedAt = at;
        this.#host.ingest(this.id, attachment, state);
        if (state !== 'lost') {
          this.#hasReceived ||= isActive();
          for (const alert of watched.alerts) this.#host.clearAlert(alert, true);
          watched.alerts = [];
        } else if (watched.alerts.length === 0) {
          watched.alerts = this.#host.setLossAlerts(this.id, attachment, isActive() && !this.#hasReceived);
        }
      },
    });
    const alerts = this.#abandoned.get(attachment) ?? [];
    this.#abandoned.delete(attachment);
    this.#watched.set(attachment, { watch, alerts, changedAt: clock.now() });
  }

  /** Stops watching because another input is wanted. */
  #leave(attachment: string): void {
    this.#unwatch(attachment);
    if (!this.#host.knobs.clearOnSwitchAway) return;
    for (const alert of this.#abandoned.get(attachment) ?? []) this.#host.clearAlert(alert, true);
    this.#abandoned.delete(attachment);
  }

  #unwatch(attachment: string): void {
    const watched = this.#watched.get(attachment);
    watched?.watch.close();
    this.#watched.delete(attachment);
    if (watched !== undefined && watched.alerts.length > 0) this.#abandoned.set(attachment, watched.alerts);
  }
}
