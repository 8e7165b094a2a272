import { initialState } from '../../core/initial-state.ts';
import { broken } from '../../core/invariants.ts';
import type { Effect, EffectResult } from '../../core/model/effect.ts';
import type { Answers, ChannelEvent } from '../../core/model/event.ts';
import { pipelineIds, type FailoverGroup, type Millis, type PipelineId } from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import type { Decider } from '../../control/loop/deps.ts';
import { Agenda, type AgendaEntry, type Happening } from './agenda.ts';
import { alertsOn, snapshotAt, type Pipelines } from './ingest.ts';
import {
  attachmentOf,
  channelArn,
  noPackets,
  siteOn,
  smallGroup,
  type SmallSiteName,
} from './small-group.ts';

const startAt: Millis = Date.UTC(2026, 10, 21, 12);
/** How long a message is on its way. */
const wayMs = 300;
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
  readonly pipelines: Pipelines;
  schedule: ReadonlyMap<string, Millis> = new Map();
  /** The invariants of the core that were broken on the way. */
  readonly findings = new Set<string>();
  transitions = 0;
  readonly agenda: Agenda;
  readonly #decider: Decider;
  readonly group: FailoverGroup;
  /** The flows of B are not ACTIVE. */
  stopped = false;

  constructor(decider: Decider, group: FailoverGroup = smallGroup, agenda = new Agenda()) {
    this.agenda = agenda;
    this.#decider = decider;
    this.group = group;
    const onA = { attachment: attachmentOf('A'), alarm: null };
    this.pipelines = { '0': onA, '1': onA };
  }

  /** The same world, to go another way from here. */
  copy(): SmallWorld {
    const copy = new SmallWorld(this.#decider, this.group, this.agenda.copy());
    copy.stopped = this.stopped;
    copy.now = this.now;
    copy.state = this.state;
    for (const [key, since] of this.lost) copy.lost.set(key, since);
    for (const id of pipelineIds) copy.pipelines[id] = this.pipelines[id];
    copy.schedule = this.schedule;
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
    for (let next = this.agenda.next(end); next; next = this.agenda.next(end)) {
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
  decide(happening: Happening, id = this.agenda.newId('own')): void {
    const effects = this.#transition(happening, id);
    if (this.agenda.takes('crash')) return;
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

  #happen(entry: AgendaEntry): void {
    if (entry.type === 'message') this.decide(entry.happening, entry.id);
    if (entry.type === 'switch') this.move(entry.attachment, entry.actionName);
    if (entry.type === 'notice') this.#notice(entry.pipeline, entry.site);
  }

  /** A second without packets raises an alarm on what is ingested; packets end it. */
  #watch(pipeline: PipelineId): void {
    const { attachment, alarm } = this.pipelines[pipeline];
    const site = siteOn(attachment);
    if (this.isLost(site, pipeline)) {
      this.agenda.add({ at: this.now + noticesAfterMs, type: 'notice', pipeline, site });
    } else if (alarm) {
      this.pipelines[pipeline] = { attachment, alarm: null };
      this.#alert(pipeline, alarm.id, 'cleared');
    }
  }

  #notice(pipeline: PipelineId, site: SmallSiteName): void {
    const { attachment, alarm } = this.pipelines[pipeline];
    const since = this.lost.get(`${site}/${pipeline}`) ?? this.lost.get(`${site}/${pipeline}/flow`);
    if (alarm || siteOn(attachment) !== site || since === undefined || since + noticesAfterMs > this.now) {
      return;
    }
    const id = this.agenda.newId('alarm');
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

  #send(happening: Happening): void {
    this.agenda.send(happening, this.now + wayMs);
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
    const silent = this.agenda.takes('silent');
    const answers: Answers = {
      ...event.answers,
      ...(channel && { channel: silent ? 'unavailable' : snapshotAt(this.now, this.pipelines) }),
      ...(alerts && { alerts: silent ? 'unavailable' : alertsOn(this.pipelines) }),
    };
    return { ...event, answers };
  }

  #carryOut(effects: readonly Effect[]): void {
    let due = effects;
    for (let round = 1; due.length > 0 && round <= roundsMax; round += 1) {
      const results = due.map((effect) => this.#effect(effect));
      due = this.#transition({ type: 'outcome', results }, this.agenda.newId('outcome'));
    }
  }

  #effect(effect: Effect): EffectResult {
    const effectId = effect.id;
    if (effect.type === 'start-timer') {
      const { timerId, dueAt } = effect;
      this.agenda.send({ type: 'timer', timerId, dueAt }, Math.max(dueAt, this.now));
    }
    if (effect.type !== 'schedule-switch') return { effectId, result: 'done' };
    const { actionName, attachment, start } = effect;
    const leadMs = start.type === 'fixed' ? start.leadMs : 10_000;
    const at = this.schedule.get(actionName) ?? this.now + leadMs;
    if (!this.schedule.has(actionName)) {
      this.schedule = new Map([...this.schedule, [actionName, at]]);
      this.agenda.add({ at, type: 'switch', actionName, attachment });
    }
    return { effectId, result: 'scheduled', startAt: at };
  }

  get #second(): Millis {
    return Math.floor(this.now / 1000) * 1000;
  }
}
