import type { ChannelState, ScheduleAction } from '@aws-sdk/client-medialive';
import type { ChannelSpec } from '../../estate.ts';
import { ApiError } from '../../rest-json/api-error.ts';
import { Schedule } from '../schedule/schedule.ts';
import type { PlacedEntry, ScheduleChange } from '../schedule/schedule.ts';
import { isTimed } from '../schedule/schedule-entry.ts';
import type { ActionKind, ScheduleEntry } from '../schedule/schedule-entry.ts';
import { AlertLog } from './alert-log.ts';
import type { ChannelChangeBody } from './channel-change.ts';
import type { ChannelContext } from './channel-context.ts';
import { Pipeline } from './pipeline.ts';
import { pipelineHost } from './pipeline-host.ts';
import type { OnAir } from './pipeline.ts';
import type { PipelineId } from './pipeline-id.ts';

/** An immediate input switch of a standard channel is set this far ahead, so that both pipelines do it at one instant (UG/x-actions-in-schedule-ips). */
const immediateLeadMs = 10_000;

/** A channel: its state, its pipelines, its alerts, and the schedule that it performs. */
export class Channel {
  readonly spec: ChannelSpec;
  readonly alerts = new AlertLog();
  readonly #context: ChannelContext;
  readonly #schedule = new Schedule();
  readonly #pipelines: readonly Pipeline[];
  /** What is to be forgotten when the channel is closed, by the name of the action or of the transition. */
  readonly #timers = new Map<string, () => void>();
  #state: ChannelState = 'IDLE';

  constructor(spec: ChannelSpec, context: ChannelContext) {
    this.spec = spec;
    this.#context = context;
    const host = pipelineHost(context, this.alerts, (change, at) => {
      this.#changed(change, at);
    });
    const ids: readonly PipelineId[] = spec.channelClass === 'STANDARD' ? [0, 1] : [0];
    this.#pipelines = ids.map((id) => new Pipeline(id, host));
  }

  get state(): ChannelState {
    return this.#state;
  }

  get pipelines(): readonly PipelineId[] {
    return this.#pipelines.map(({ id }) => id);
  }

  get runningCount(): number {
    return this.#pipelines.filter(({ running }) => running).length;
  }

  /** Undefined while the pipeline does not run. */
  onAir(pipeline: PipelineId): OnAir | undefined {
    return this.#pipelines.find(({ id }) => id === pipeline)?.onAir;
  }

  schedule(): readonly PlacedEntry[] {
    return this.#schedule.placed(this.#context.clock.now());
  }

  /** @throws ApiError 422 when a rule of the schedule forbids it */
  updateSchedule(deletes: readonly string[], creates: readonly ScheduleAction[]): ScheduleChange {
    const facts = {
      running: this.#state === 'RUNNING',
      attachments: this.spec.attachments.map(({ name }) => name).filter((name) => name !== ''),
      inputPrepare: this.spec.inputPrepare,
    };
    const now = this.#context.clock.now();
    const change = this.#schedule.update(
      { deletes, creates },
      facts,
      (kind) => this.#immediateLeadMs(kind),
      now,
    );
    for (const { name } of change.deleted) this.#cancel(`action ${name}`);
    for (const entry of change.created) this.#arm(entry);
    this.#scheduleChanged(change);
    return change;
  }

  wipeSchedule(): void {
    const deleted = this.#schedule.wipe(this.#context.clock.now());
    for (const { name } of deleted) this.#cancel(`action ${name}`);
    this.#scheduleChanged({ created: [], deleted });
  }

  /** @throws ApiError 409 unless the channel is idle */
  start(): void {
    this.#demand('start', 'IDLE');
    this.#schedule.forget(this.#context.clock.now());
    this.#enter('STARTING');
    for (const { id } of this.#pipelines) this.#context.events.pipelineState(id, 'STARTING', 0);
    this.#later('transition', this.#context.knobs.startMs, () => {
      for (const pipeline of this.#pipelines) this.#run(pipeline);
      this.#enter('RUNNING');
    });
  }

  /** @throws ApiError 409 unless the channel is running or recovering */
  stop(): void {
    this.#demand('stop', 'RUNNING', 'RECOVERING');
    this.#enter('STOPPING');
    for (const pipeline of this.#pipelines) {
      this.#halt(pipeline, false);
      this.#context.events.pipelineState(pipeline.id, 'STOPPING', this.runningCount);
    }
    this.#later('transition', this.#context.knobs.stopMs, () => {
      for (const { id } of this.#pipelines) this.#context.events.pipelineState(id, 'STOPPED', 0);
      this.#enter('IDLE');
    });
  }

  /** Kills a running pipeline. The channel recovers until it is restarted (UG/monitor-activity-types-channel). */
  crash(pipelineId: PipelineId): void {
    const pipeline = this.#pipelines.find(({ id, running }) => id === pipelineId && running);
    if (pipeline === undefined) return;
    this.#halt(pipeline, true);
    this.#enter('RECOVERING');
    this.#context.events.pipelineState(pipeline.id, 'STOPPED', this.runningCount);
  }

  /** Brings a crashed pipeline back, on what the schedule says now. */
  restart(pipelineId: PipelineId): void {
    const pipeline = this.#pipelines.find(({ id, running }) => id === pipelineId && !running);
    if (pipeline === undefined || this.#state !== 'RECOVERING') return;
    this.#run(pipeline);
    if (this.runningCount === this.#pipelines.length) this.#enter('RUNNING');
  }

  /** Forgets every timer and watch; nothing is announced. */
  close(): void {
    for (const cancel of this.#timers.values()) cancel();
    this.#timers.clear();
    for (const pipeline of this.#pipelines) pipeline.stop(true);
  }

  /** Starts on the most recent switch that is due, else on the first attachment (UG22/ips-start-channel-multi-inputs). */
  #run(pipeline: Pipeline): void {
    const now = this.#context.clock.now();
    const latest = this.#schedule.latest('input-switch', now);
    const attachment = latest?.attachment ?? this.spec.attachments[0]?.name;
    if (attachment === undefined) {
      throw new Error(`Channel ${this.spec.id} has no input attachment to ingest.`);
    }
    pipeline.switchTo(attachment, latest?.name, now);
    const prepared = this.#schedule.latest('input-prepare', now);
    if (prepared !== undefined) pipeline.prepare(prepared.attachment);
    this.#context.events.pipelineState(pipeline.id, 'RUNNING', this.runningCount);
  }

  #halt(pipeline: Pipeline, crashed: boolean): void {
    pipeline.stop(crashed);
    this.#changed({ kind: 'off-air', pipeline: pipeline.id });
  }

  /** Performs an action on every running pipeline, in one tick: they switch at the same instant. */
  #perform({ kind, attachment, name }: ScheduleEntry): void {
    const now = this.#context.clock.now();
    for (const pipeline of this.#pipelines.filter(({ running }) => running)) {
      if (kind === 'input-prepare') pipeline.prepare(attachment);
      else if (kind === 'input-switch' && attachment !== undefined) pipeline.switchTo(attachment, name, now);
    }
  }

  #arm(entry: ScheduleEntry): void {
    if (!isTimed(entry)) return;
    this.#later(`action ${entry.name}`, entry.start.at - this.#context.clock.now(), () => {
      this.#perform(entry);
    });
  }

  #immediateLeadMs(kind: ActionKind): number {
    const synchronised = kind === 'input-switch' && this.#pipelines.length > 1 && this.#state !== 'IDLE';
    return synchronised ? immediateLeadMs : 0;
  }

  #demand(verb: 'start' | 'stop', ...allowed: readonly ChannelState[]): void {
    if (allowed.includes(this.#state)) return;
    const message = `Cannot ${verb} channel ${this.spec.id} in state ${this.#state}; it must be ${allowed.join(' or ')}.`;
    throw new ApiError('ConflictException', message);
  }

  #enter(state: ChannelState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#changed({ kind: 'state', state });
  }

  #later(name: string, ms: number, task: () => void): void {
    this.#cancel(name);
    const cancel = this.#context.clock.after(Math.max(0, ms), () => {
      this.#timers.delete(name);
      task();
    });
    this.#timers.set(name, cancel);
  }

  #cancel(name: string): void {
    this.#timers.get(name)?.();
    this.#timers.delete(name);
  }

  #scheduleChanged({ created, deleted }: ScheduleChange): void {
    this.#changed({
      kind: 'schedule',
      created: created.map(({ name, attachment, start }) => ({
        name,
        attachment,
        startsAt: start.mode === 'follow' ? undefined : start.at,
      })),
      deleted: deleted.map(({ name }) => name),
    });
  }

  #changed(change: ChannelChangeBody, at = this.#context.clock.now()): void {
    this.#context.changed({ ...change, channelId: this.spec.id, at });
  }
}
