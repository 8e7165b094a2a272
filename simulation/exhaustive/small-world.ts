import { initialState } from '../../core/initial-state.ts';
import { broken } from '../../core/invariants.ts';
import type { Effect, EffectResult } from '../../core/model/effect.ts';
import type { ActiveAlert, Answers, ChannelEvent } from '../../core/model/event.ts';
import { pipelineIds, type FailoverGroup, type Millis, type PipelineId } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import type { Decider } from '../../control/loop/deps.ts';
import {
  attachmentOf,
  channelArn,
  noPackets,
  siteOn,
  smallGroup,
  type SmallSiteName,
} from './small-group.ts';

type Unstamped<E> = E extends ChannelEvent ? Omit<E, 'id' | 'now'> : never;
export type Happening = Unstamped<ChannelEvent>;

/** What is still to happen. */
type Entry = { readonly at: Millis } & (
  | { readonly type: 'message'; readonly id: string; readonly happening: Happening }
  | { readonly type: 'notice'; readonly pipeline: PipelineId; readonly site: SmallSiteName }
  | { readonly type: 'switch'; readonly actionName: string; readonly attachment: string }
);

/** What goes wrong next: with a message, with a question to MediaLive, or with the worker that carries out a decision. */
export type Mishap = 'lost' | 'late' | 'twice' | 'silent' | 'crash';

interface Ingest {
  readonly attachment: string;
  readonly alarm: { readonly id: string; readonly setAt: Millis } | null;
}

const startAt: Millis = Date.UTC(2026, 10, 21, 12);
const wayMs = 300;
const lateMs = 20_000;
const againMs = 5000;
const noticesAfterMs = 1000;
const roundsMax = 4;

/**
 * One channel of two pipelines and two sites, small enough to be copied at every step: the core decides, MediaLive raises
 * alarms on what it ingests and carries out its schedule, and messages take their time.
 */
export class SmallWorld {
  now = startAt;
  state: ChannelState = initialState(channelArn);
  /** Since when a site's pipeline has had no packets. */
  readonly lost = new Map<string, Millis>();
  readonly pipelines: Record<PipelineId, Ingest>;
  agenda: readonly Entry[] = [];
  schedule: ReadonlyMap<string, Millis> = new Map();
  mishap: Mishap | null = null;
  /** The invariants of the core that were broken on the way. */
  readonly findings = new Set<string>();
  transitions = 0;
  #ids = 0;
  readonly #decider: Decider;
  readonly group: FailoverGroup;
  /** The flows of B are not ACTIVE. */
  stopped = false;

  constructor(decider: Decider, group: FailoverGroup = smallGroup) {
    this.#decider = decider;
    this.group = group;
    const onA = { attachment: attachmentOf('A'), alarm: null };
    this.pipelines = { '0': onA, '1': onA };
  }

  /** The same world, to go another way from here. */
  copy(): SmallWorld {
    const copy = new SmallWorld(this.#decider, this.group);
    copy.stopped = this.stopped;
    copy.now = this.now;
    copy.state = this.state;
    for (const [key, since] of this.lost) copy.lost.set(key, since);
    for (const id of pipelineIds) copy.pipelines[id] = this.pipelines[id];
    copy.agenda = this.agenda;
    copy.schedule = this.schedule;
    copy.mishap = this.mishap;
    copy.#ids = this.#ids;
    return copy;
  }

  isLost(site: SmallSiteName, pipeline: PipelineId): boolean {
    return this.lost.has(`${site}/${pipeline}`) || (site === 'B' && this.stopped);
  }

  /** The feed of a site's pipeline is cut, or comes back. */
  toggle(site: SmallSiteName, pipeline: PipelineId): void {
    const key = `${site}/${pipeline}`;
    if (!this.lost.delete(key)) this.lost.set(key, this.now);
    this.#watch(pipeline);
    if (site === 'B' && !this.stopped) this.#tellFlow(pipeline);
  }

  /** The flows of B are stopped, or started. */
  toggleFlows(): void {
    this.stopped = !this.stopped;
    for (const pipeline of pipelineIds) {
      const report = { kind: 'status', status: this.stopped ? 'STANDBY' : 'ACTIVE' } as const;
      this.#send({ type: 'flow-report', at: this.#second, site: 'B', pipeline, report });
      if (!this.stopped) this.#tellFlow(pipeline, null);
      if (this.stopped) this.lost.set(`B/${pipeline}/flow`, this.now);
      else this.lost.delete(`B/${pipeline}/flow`);
      this.#watch(pipeline);
    }
  }

  /** Lets everything happen for so long. */
  pass(durationMs: Millis): void {
    const end = this.now + durationMs;
    for (;;) {
      const next = this.agenda.reduce<Entry | null>(
        (first, entry) => (first && first.at <= entry.at ? first : entry),
        null,
      );
      if (!next || next.at > end) break;
      this.agenda = this.agenda.filter((entry) => entry !== next);
      this.now = next.at;
      this.#happen(next);
    }
    this.now = end;
  }

  /** The reconciler's look; it also finds what was left undone. */
  look(): void {
    this.decide({ type: 'observation' });
    this.#carryOut(Object.values(this.state.outbox));
  }

  /** Something that comes without delay, like an order. */
  decide(happening: Happening, id = this.#id('own')): void {
    const effects = this.#transition(happening, id);
    if (this.#takes('crash')) return;
    this.#carryOut(effects);
  }

  /** Both pipelines go to a site: a schedule action of somebody's has its time. */
  move(attachment: string, actionName: string): void {
    for (const pipeline of pipelineIds) {
      if (this.pipelines[pipeline].attachment === attachment) continue;
      this.pipelines[pipeline] = { attachment, alarm: null };
      this.#send({ type: 'input-change', at: this.#second, pipeline, attachment, actionName });
      this.#watch(pipeline);
    }
  }

  /** MediaConnect tells whether media arrives at a flow of B. */
  #tellFlow(pipeline: PipelineId, before?: null): void {
    if (!this.group.sites.some(({ flows }) => flows[pipeline])) return;
    const connected = !this.lost.has(`B/${pipeline}`);
    const previous = before === null ? null : !connected;
    this.#send({
      type: 'flow-health',
      at: this.#second,
      site: 'B',
      pipeline,
      scope: 'flow',
      connected,
      previous,
    });
  }

  #happen(entry: Entry): void {
    if (entry.type === 'message') this.decide(entry.happening, entry.id);
    if (entry.type === 'switch') this.move(entry.attachment, entry.actionName);
    if (entry.type === 'notice') this.#notice(entry.pipeline, entry.site);
  }

  /** A second without packets raises an alarm on what is ingested; packets end it. */
  #watch(pipeline: PipelineId): void {
    const { attachment, alarm } = this.pipelines[pipeline];
    const site = siteOn(attachment);
    if (this.isLost(site, pipeline)) {
      this.agenda = [...this.agenda, { at: this.now + noticesAfterMs, type: 'notice', pipeline, site }];
    } else if (alarm) {
      this.pipelines[pipeline] = { attachment, alarm: null };
      this.#alert(pipeline, alarm.id, 'cleared');
    }
  }

  #notice(pipeline: PipelineId, site: SmallSiteName): void {
    const { attachment, alarm } = this.pipelines[pipeline];
    const since = this.lost.get(`${site}/${pipeline}`) ?? this.lost.get(`${site}/${pipeline}/flow`);
    if (alarm || siteOn(attachment) !== site || since === undefined || since + noticesAfterMs > this.now)
      return;
    const id = this.#id('alarm');
    this.pipelines[pipeline] = { attachment, alarm: { id, setAt: this.#second } };
    this.#alert(pipeline, id, 'set');
  }

  #alert(pipeline: PipelineId, alarmId: string, alarmState: 'set' | 'cleared'): void {
    this.#send({
      type: 'alert',
      at: this.#second,
      pipeline,
      alarmId,
      alertType: noPackets,
      alarmState,
      message: '',
    });
  }

  #send(happening: Happening, at = this.now + wayMs): void {
    const message = { type: 'message', id: this.#id('event'), happening } as const;
    if (this.#takes('lost')) return;
    const due = this.#takes('late') ? at + lateMs : at;
    const again = this.#takes('twice') ? [{ ...message, at: due + againMs }] : [];
    this.agenda = [...this.agenda, { ...message, at: due }, ...again];
  }

  #transition(happening: Happening, id: string): readonly Effect[] {
    const bare = { ...happening, id, now: this.now } as ChannelEvent;
    const event = this.#asked(this.#asked(bare));
    const before = this.state;
    const after = this.#decider.transition(before, event, this.group);
    this.transitions += 1;
    for (const rule of broken({ before, event, group: this.group, after })) this.findings.add(rule);
    // As the store does with every save.
    this.state = { ...after.state, version: after.state.version + 1 };
    return after.effects;
  }

  /** The event with what MediaLive answers to what is still to be asked. */
  #asked(event: ChannelEvent): ChannelEvent {
    const { channel, alerts } = this.#decider.inquiryFor(this.state, event, this.group);
    if (!channel && !alerts) return event;
    const silent = this.#takes('silent');
    const answers: Answers = {
      ...event.answers,
      ...(channel && { channel: silent ? 'unavailable' : this.#snapshot() }),
      ...(alerts && { alerts: silent ? 'unavailable' : this.#alerts() }),
    };
    return { ...event, answers };
  }

  #carryOut(effects: readonly Effect[]): void {
    let due = effects;
    for (let round = 1; due.length > 0 && round <= roundsMax; round += 1) {
      const results = due.map((effect) => this.#effect(effect));
      due = this.#transition({ type: 'outcome', results }, this.#id('outcome'));
    }
  }

  #effect(effect: Effect): EffectResult {
    const effectId = effect.id;
    if (effect.type === 'start-timer') {
      const { timerId, dueAt } = effect;
      this.#send({ type: 'timer', timerId, dueAt }, Math.max(dueAt, this.now));
    }
    if (effect.type !== 'schedule-switch') return { effectId, result: 'done' };
    const { actionName, attachment, start } = effect;
    const leadMs = start.type === 'fixed' ? start.leadMs : 10_000;
    const at = this.schedule.get(actionName) ?? this.now + leadMs;
    if (!this.schedule.has(actionName)) {
      this.schedule = new Map([...this.schedule, [actionName, at]]);
      this.agenda = [...this.agenda, { at, type: 'switch', actionName, attachment }];
    }
    return { effectId, result: 'scheduled', startAt: at };
  }

  #snapshot(): NonNullable<Answers['channel']> {
    const { '0': first, '1': second } = this.pipelines;
    const seen = ({ attachment }: Ingest) => ({ attachment, actionName: null });
    return { at: this.now, state: 'RUNNING', pipelines: { '0': seen(first), '1': seen(second) } };
  }

  #alerts(): readonly ActiveAlert[] {
    return pipelineIds.flatMap((pipeline) => {
      const { alarm } = this.pipelines[pipeline];
      return alarm
        ? [{ alarmId: alarm.id, alertType: noPackets, pipeline, setAt: alarm.setAt, message: '' }]
        : [];
    });
  }

  /** Does this mishap happen here? It happens once. */
  #takes(mishap: Mishap): boolean {
    if (this.mishap !== mishap) return false;
    this.mishap = null;
    return true;
  }

  get #second(): Millis {
    return Math.floor(this.now / 1000) * 1000;
  }

  #id(kind: string): string {
    this.#ids += 1;
    return `${kind}-${this.#ids}`;
  }
}
