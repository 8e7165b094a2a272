import type { Decision } from '../core/model/decision.ts';
import type { NotificationEvent, ScheduleSwitch } from '../core/model/effect.ts';
import type { Millis, PipelineId } from '../core/model/group.ts';
import type { HealthStatus } from '../core/model/health.ts';
import type { Decider } from '../control/loop/deps.ts';
import type { Clock } from '../control/ports/clock.ts';
import type { Notifier } from '../control/ports/notifier.ts';
import type { Stranger } from './strangers.ts';

/** What a replay comes to, as `failover replay --json` prints it. Times are ISO 8601. */
export interface Replayed {
  readonly switches: readonly ReplayedSwitch[];
  readonly decisions: readonly ReplayedDecision[];
  /** What people would have been told, in that order. */
  readonly told: readonly ReplayedMessage[];
  /** Channels and flows that the trace speaks of and the configuration does not name. */
  readonly strangers: readonly Stranger[];
  /** By channel ARN. */
  readonly final: Readonly<Record<string, FinalState>>;
}

export interface ReplayedSwitch {
  /** When it was decided. */
  readonly at: string;
  readonly channelArn: string;
  readonly from: string | null;
  readonly to: string;
  /** `at`: a planned instant. */
  readonly startType: ScheduleSwitch['start']['type'];
  /** When the inputs change; null: MediaLive never took it. */
  readonly startAt: string | null;
  readonly reason: string;
}

export interface ReplayedDecision {
  readonly at: string;
  readonly channelArn: string;
  readonly rule: Decision['rule'];
  readonly outcome: Decision['outcome'];
  readonly why: string;
}

/** A message to people, as it would have gone to the topic. */
export interface ReplayedMessage {
  /** When it was sent. */
  readonly at: string;
  readonly channelArn: string;
  readonly event: NotificationEvent;
  readonly subject: string;
}

export interface FinalState {
  /** The site that is wanted on air. */
  readonly intended: string | null;
  /** The site that each pipeline is on; the attachment's name where it belongs to none. */
  readonly onAir: Readonly<Record<PipelineId, string | null>>;
  readonly pipelines: Readonly<Record<PipelineId, FinalPipeline>>;
}

export interface FinalPipeline {
  readonly running: boolean | null;
  readonly attachment: string | null;
  /** By site. */
  readonly health: Readonly<Record<string, HealthStatus>>;
}

/** Writes down what a decider decides, and what people are told of it. */
export class Recorder {
  readonly #decisions: ReplayedDecision[] = [];
  readonly #told: ReplayedMessage[] = [];
  /** By effect id; the start becomes known with the outcome. */
  readonly #switches = new Map<string, ReplayedSwitch>();

  get decisions(): readonly ReplayedDecision[] {
    return this.#decisions;
  }

  get switches(): readonly ReplayedSwitch[] {
    return [...this.#switches.values()];
  }

  get told(): readonly ReplayedMessage[] {
    return this.#told;
  }

  notifier(clock: Clock): Notifier {
    return {
      notify: (subject, { event, channelArn }) => {
        this.#told.push({ at: iso(clock.now()), channelArn, event, subject });
        return Promise.resolve();
      },
    };
  }

  around({ inquiryFor, transition }: Decider): Decider {
    return {
      inquiryFor,
      transition: (before, event, group) => {
        const after = transition(before, event, group);
        const { channelArn } = before;
        const at = iso(event.now);
        this.#decisions.push(
          ...after.decisions.map(({ rule, outcome, why }) => ({ at, channelArn, rule, outcome, why })),
        );
        const pending = [after.state.switch, after.state.planned];
        for (const effect of after.effects) {
          const ordered = pending.find(
            (one) => effect.type === 'schedule-switch' && one?.actionName === effect.actionName,
          );
          if (effect.type !== 'schedule-switch' || !ordered) continue;
          const { from, to, reason } = ordered;
          const startType = effect.start.type;
          this.#switches.set(effect.id, { at, channelArn, from, to, startType, startAt: null, reason });
        }
        if (event.type === 'outcome') {
          for (const result of event.results) {
            if (result.result === 'scheduled') this.#scheduled(result.effectId, result.startAt);
          }
        }
        return after;
      },
    };
  }

  #scheduled(effectId: string, startAt: Millis): void {
    const ordered = this.#switches.get(effectId);
    if (ordered) this.#switches.set(effectId, { ...ordered, startAt: iso(startAt) });
  }
}

export function iso(at: Millis): string {
  return new Date(at).toISOString();
}
