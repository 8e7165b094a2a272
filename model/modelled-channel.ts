import { pipelineIds, type Millis, type PipelineId } from '../core/model/group.ts';
import type { ActiveAlert, ChannelSnapshot, PipelineSnapshot } from '../core/model/event.ts';
import type { ChannelNews } from '../control/events/media-live/read-event.ts';
import { ModelledSchedule, type NewEntry, type ScheduleEntry } from './modelled-schedule.ts';
import type { VirtualTime } from './virtual-time.ts';

export interface ChannelModel {
  readonly channelArn: string;
  readonly name: string;
  /** In the channel's order: it starts on the first. */
  readonly attachments: readonly string[];
  readonly time: VirtualTime;
  /** MediaLive sends an event that says this. */
  readonly emit: (channelArn: string, news: ChannelNews) => void;
  /** Does this pipeline fail to carry out the switch? Nobody knows how often that happens; the control plane must cope. */
  readonly misses?: (pipeline: PipelineId, action: ScheduleEntry) => boolean;
  /** An action is in the schedule now. */
  readonly scheduled?: (channelArn: string, entry: ScheduleEntry) => void;
  /** An action has its time, and is still in the schedule. */
  readonly carriedOut?: (channelArn: string, entry: ScheduleEntry) => void;
  /** Another input is being prepared from now on. */
  readonly prepares?: (channelArn: string) => void;
  /** A single-pipeline channel has the first alone; left out: both. */
  readonly pipelines?: readonly PipelineId[];
  /** Is the alert of an input declared over when the channel leaves it? The documentation does not say. */
  readonly clearsOnLeave?: boolean;
}

interface ModelledPipeline {
  readonly running: boolean;
  readonly attachment: string;
  readonly actionName: string | null;
}

/** A standard channel as far as the control plane can see it: two pipelines, a schedule, alerts. */
export class ModelledChannel {
  readonly model: ChannelModel;
  readonly schedule: ModelledSchedule;
  readonly #pipelines: Record<PipelineId, ModelledPipeline>;
  readonly #alerts = new Map<string, ActiveAlert>();
  #alarms = 0;
  #prepared: string | null = null;

  constructor(model: ChannelModel) {
    this.model = model;
    this.schedule = new ModelledSchedule(model.attachments, this.pipelineIds.length === 1);
    const stopped = { running: false, attachment: model.attachments[0] ?? '', actionName: null };
    this.#pipelines = { '0': stopped, '1': stopped };
  }

  /** The pipelines that it has. */
  get pipelineIds(): readonly PipelineId[] {
    return this.model.pipelines ?? pipelineIds;
  }

  /** The input that it prepares besides those on air; null: none. */
  get prepared(): string | null {
    return this.#prepared;
  }

  pipeline(id: PipelineId): ModelledPipeline {
    return this.#pipelines[id];
  }

  get running(): readonly PipelineId[] {
    return pipelineIds.filter((id) => this.#pipelines[id].running);
  }

  get alerts(): readonly ActiveAlert[] {
    return [...this.#alerts.values()];
  }

  /** The state in the vocabulary of the API. */
  get state(): string {
    if (this.running.length === 0) return 'IDLE';
    return this.running.length === this.pipelineIds.length ? 'RUNNING' : 'RECOVERING';
  }

  snapshot(at: Millis): ChannelSnapshot {
    const pipelines: Partial<Record<PipelineId, PipelineSnapshot>> = {};
    for (const id of this.running) {
      const { attachment, actionName } = this.#pipelines[id];
      pipelines[id] = { attachment, actionName };
    }
    return { at, state: this.state, pipelines };
  }

  /** BatchUpdateSchedule. */
  update(change: { readonly deletes?: readonly string[]; readonly creates?: readonly NewEntry[] }): void {
    const { time } = this.model;
    for (const entry of this.schedule.update(change, time.now(), this.running.length > 0)) {
      this.model.scheduled?.(this.model.channelArn, entry);
      if (entry.kind === 'other') continue;
      time.at(entry.startAt, () => {
        this.#carryOut(entry);
      });
    }
  }

  /** A pipeline starts on what the schedule has in force, else on the channel's first input. */
  start(pipeline: PipelineId): void {
    if (this.#pipelines[pipeline].running || !this.pipelineIds.includes(pipeline)) return;
    const inForce = this.schedule.inForce(this.model.time.now());
    this.#pipelines[pipeline] = {
      running: true,
      attachment: inForce?.attachment ?? this.model.attachments[0] ?? '',
      actionName: inForce?.name ?? null,
    };
    this.#emit({ type: 'channel-state', state: 'RUNNING', pipeline });
  }

  stop(pipeline: PipelineId): void {
    if (!this.#pipelines[pipeline].running) return;
    this.#forget(pipeline, false);
    this.#pipelines[pipeline] = { ...this.#pipelines[pipeline], running: false };
    this.#emit({ type: 'channel-state', state: 'STOPPED', pipeline });
  }

  /** Puts a pipeline on an input, as a switch does or as somebody else has done. */
  move(pipeline: PipelineId, attachment: string, actionName: string | null): void {
    const before = this.#pipelines[pipeline];
    if (!before.running || before.attachment === attachment) return;
    this.#forget(pipeline, this.model.clearsOnLeave ?? false);
    this.#pipelines[pipeline] = { running: true, attachment, actionName };
    this.#emit({ type: 'input-change', pipeline, attachment, actionName });
  }

  isRaised(pipeline: PipelineId, alertType: string): boolean {
    return this.alerts.some((alert) => alert.pipeline === pipeline && alert.alertType === alertType);
  }

  nextAlarmId(): string {
    this.#alarms += 1;
    return `alarm-${this.model.name}-${this.#alarms}`;
  }

  /** An alert begins, under an id of its own unless one is given. */
  raise(pipeline: PipelineId, alertType: string, message: string, id?: string): void {
    const alarmId = id ?? this.nextAlarmId();
    const setAt = Math.floor(this.model.time.now() / 1000) * 1000;
    this.#alerts.set(alarmId, { alarmId, alertType, pipeline, setAt, message });
    this.#emit({ type: 'alert', alarmState: 'set', pipeline, alarmId, alertType, message });
  }

  /** The alerts of this type on this pipeline are over. */
  clear(pipeline: PipelineId, alertType: string): void {
    for (const alert of this.alerts) {
      if (alert.pipeline === pipeline && alert.alertType === alertType) this.#end(alert);
    }
  }

  /** This alert is over. */
  end(alarmId: string): void {
    const alert = this.#alerts.get(alarmId);
    if (alert) this.#end(alert);
  }

  #carryOut({ name, startAt }: ScheduleEntry): void {
    const action = this.schedule.find(name);
    // Cancelled, or cancelled and made anew for another time.
    if (action?.startAt !== startAt) return;
    if (action.kind === 'prepare') {
      this.#prepared = action.attachment;
      this.model.prepares?.(this.model.channelArn);
      return;
    }
    if (action.attachment === null) return;
    this.model.carriedOut?.(this.model.channelArn, action);
    for (const pipeline of this.running) {
      if (this.model.misses?.(pipeline, action) === true) continue;
      this.move(pipeline, action.attachment, action.name);
    }
  }

  /** MediaLive no longer watches what a pipeline ingested. */
  #forget(pipeline: PipelineId, aloud: boolean): void {
    for (const alert of this.alerts) {
      if (alert.pipeline !== pipeline) continue;
      if (aloud) this.#end(alert);
      else this.#alerts.delete(alert.alarmId);
    }
  }

  #end({ alarmId, alertType, pipeline, message }: ActiveAlert): void {
    this.#alerts.delete(alarmId);
    this.#emit({ type: 'alert', alarmState: 'cleared', pipeline, alarmId, alertType, message });
  }

  #emit(news: ChannelNews): void {
    this.model.emit(this.model.channelArn, news);
  }
}
