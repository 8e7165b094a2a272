import { pipelineIds, type PipelineId } from '../core/model/group.ts';
import type { ModelledChannel } from '../model/modelled-channel.ts';
import type { VirtualTime } from '../model/virtual-time.ts';

/** What MediaLive says of an input without packets, and how soon (UG/monitor-activity-types-alerts-channels). */
const noPackets = 'Stopped Receiving UDP Input';
const noticedAfterMs = 1000;

/** Names of schedule actions that this control plane had ordered of its own accord when the trace was recorded. */
const automatic = /^(failover|failback|heal)-\d+-/;

interface OpenAlert {
  readonly alarmId: string;
  readonly alertType: string;
  readonly message: string;
  readonly attachment: string;
}

/**
 * What a channel did when the trace was recorded, beside what it does now. The two differ once the replay switches
 * otherwise than was done then: alerts of an input that is not on air in the replay never came, and alerts of one that is come
 * again.
 */
export class RecordedChannel {
  readonly #time: VirtualTime;
  readonly #channel: ModelledChannel;
  readonly #onAir: Record<PipelineId, string>;
  readonly #open: Record<PipelineId, OpenAlert[]> = { '0': [], '1': [] };
  /** Flows without packets, by pipeline and attachment. */
  readonly #withoutPackets = new Set<string>();
  /** MediaLive itself does something, and the trace has the event of it. */
  #quiet = false;

  constructor(time: VirtualTime, channel: ModelledChannel, onAir: Record<PipelineId, string>) {
    this.#time = time;
    this.#channel = channel;
    this.#onAir = onAir;
  }

  /** What the model does now is in the trace already. */
  get isQuiet(): boolean {
    return this.#quiet;
  }

  /** An alert of the trace. False: in the replay it never was, so it is not delivered. */
  alert(pipeline: PipelineId, state: 'set' | 'cleared', alert: Omit<OpenAlert, 'attachment'>): boolean {
    const attachment = this.#onAir[pipeline];
    const others = this.#open[pipeline].filter(({ alarmId }) => alarmId !== alert.alarmId);
    this.#open[pipeline] = state === 'set' ? [...others, { ...alert, attachment }] : others;
    if (this.#channel.pipeline(pipeline).attachment !== attachment) return false;
    this.#quietly(() => {
      if (state === 'set') this.#channel.raise(pipeline, alert.alertType, alert.message, alert.alarmId);
      else this.#channel.clear(pipeline, alert.alertType);
    });
    return true;
  }

  /** An input change of the trace. False: automation did it then, and decides anew now. */
  inputChange(pipeline: PipelineId, attachment: string, actionName: string | null): boolean {
    this.#onAir[pipeline] = attachment;
    this.#open[pipeline] = [];
    if (actionName !== null && automatic.test(actionName)) return false;
    this.#quietly(() => {
      this.#channel.move(pipeline, attachment, actionName);
    });
    return true;
  }

  running(pipeline: PipelineId | null, running: boolean): void {
    for (const id of pipeline === null ? pipelineIds : [pipeline]) {
      this.#quietly(() => {
        if (running) this.#channel.start(id);
        else this.#channel.stop(id);
      });
      this.#open[id] = [];
    }
  }

  /** MediaConnect's word on the flow behind an attachment: where the replay is on it and the trace was not, MediaLive notices too. */
  flow(pipeline: PipelineId, attachment: string, connected: boolean): void {
    if (connected) {
      this.#withoutPackets.delete(`${pipeline}/${attachment}`);
      // An alert of an input that was left stays open in the trace, as nobody watched it any more: it is over with its cause.
      this.#open[pipeline] = this.#open[pipeline].filter(
        (alert) => alert.attachment !== attachment || alert.alertType !== noPackets,
      );
    } else {
      this.#withoutPackets.add(`${pipeline}/${attachment}`);
    }
    this.arrived(pipeline);
  }

  /** The replay's channel may be on an input that MediaLive has something to say about. */
  arrived(pipeline: PipelineId): void {
    this.#time.after(noticedAfterMs, () => {
      const { attachment } = this.#channel.pipeline(pipeline);
      const recorded = this.#onAir[pipeline] === attachment;
      const isWithoutPackets = !recorded && this.#withoutPackets.has(`${pipeline}/${attachment}`);
      const again = this.#open[pipeline].filter((alert) => alert.attachment === attachment);
      for (const { alertType, message } of again) this.#raise(pipeline, alertType, message);
      if (isWithoutPackets) {
        this.#raise(pipeline, noPackets, `Stopped receiving network data on [${attachment}]`);
      } else if (!recorded) {
        this.#channel.clear(pipeline, noPackets);
      }
    });
  }

  #raise(pipeline: PipelineId, alertType: string, message: string): void {
    if (!this.#channel.isRaised(pipeline, alertType)) this.#channel.raise(pipeline, alertType, message);
  }

  #quietly(act: () => void): void {
    this.#quiet = true;
    act();
    this.#quiet = false;
  }
}
