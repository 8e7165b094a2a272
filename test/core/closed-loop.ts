import type { Effect, EffectResult } from '../../core/model/effect.ts';
import type { ActiveAlert, Answers, FlowSnapshot } from '../../core/model/event.ts';
import { pipelineIds, type FailoverGroup, type PipelineId } from '../../core/model/group.ts';
import { listed, snapshot } from './support/answers.ts';
import { Channel } from './support/channel.ts';
import { alert, change, flow, noon, outcome, type Happening } from './support/happenings.ts';

/** How a message fares: it arrives once after each of the delays; without any, it is lost. */
export type Fate = readonly number[];

export interface Faults {
  /** The fates of messages from AWS and of timers, one after the other, over and over. */
  readonly fates: readonly Fate[];
  /** Whether MediaLive answers a question, one after the other, over and over. */
  readonly answers: readonly boolean[];
}

export const noFaults: Faults = { fates: [[100]], answers: [true] };

interface Pipeline {
  site: string;
  alarm: { readonly id: string; readonly setAtMs: number } | null;
}

/**
 * A channel in a small world on virtual time: feeds that come and go, MediaLive that raises alarms on what it ingests and
 * carries out its schedule, MediaConnect that reports on flows, timers, a reconciler once a minute.
 */
export class ClosedLoop {
  readonly channel: Channel;
  nowMs = 0;
  /** When both pipelines changed to which site. */
  readonly switches: { readonly atMs: number; readonly site: string }[] = [];
  private readonly agenda: { readonly atMs: number; readonly act: () => void }[] = [];
  private readonly lost = new Set<string>();
  private readonly pipelines: Record<PipelineId, Pipeline>;
  private drawn = { fates: 0, channel: 0, alerts: 0, flows: 0, alarms: 0, events: 0 };

  private readonly faults: Faults;

  constructor(group: FailoverGroup, faults: Faults) {
    this.faults = faults;
    this.channel = new Channel(group);
    this.pipelines = { '0': { site: 'A', alarm: null }, '1': { site: 'A', alarm: null } };
    for (const { name, flows } of group.sites) {
      for (const pipeline of pipelineIds) if (flows[pipeline]) this.decide(flow(true, name, pipeline, 0));
    }
    this.reconcile();
  }

  /** The feed of a site's pipeline is cut, or comes back, at a time. */
  feed(atMs: number, site: string, pipeline: PipelineId, well: boolean): void {
    this.at(atMs, () => {
      const key = `${site}/${pipeline}`;
      if (well) this.lost.delete(key);
      else this.lost.add(key);
      // Pipeline 1 loses its bits and keeps its connection.
      const bits = !well && pipeline === '1' && { bitrateZero: true as const };
      this.send(500, () => ({ ...flow(well, site, pipeline, this.nowMs), previous: !well, ...bits }));
      this.watch(pipeline);
    });
  }

  /** Lets everything happen until a time. */
  run(untilMs: number): void {
    for (;;) {
      const next = this.agenda.reduce<(typeof this.agenda)[number] | null>(
        (first, entry) => (first && first.atMs <= entry.atMs ? first : entry),
        null,
      );
      if (!next || next.atMs > untilMs) break;
      this.agenda.splice(this.agenda.indexOf(next), 1);
      this.nowMs = next.atMs;
      next.act();
    }
    this.nowMs = untilMs;
  }

  get onAir(): readonly string[] {
    return pipelineIds.map((pipeline) => this.pipelines[pipeline].site);
  }

  private at(atMs: number, act: () => void): void {
    this.agenda.push({ atMs, act });
  }

  /** MediaLive looks at what a pipeline ingests: a second without packets raises an alarm, packets clear it. */
  private watch(pipeline: PipelineId): void {
    const state = this.pipelines[pipeline];
    const { site } = state;
    const isLost = () => this.lost.has(`${site}/${pipeline}`);
    if (!isLost() && state.alarm) {
      const { id } = state.alarm;
      state.alarm = null;
      this.send(0, () => alert('cleared', pipeline, this.second, id));
    }
    if (!isLost()) return;
    this.at(this.nowMs + 1_000, () => {
      if (!isLost() || state.site !== site || state.alarm) return;
      this.drawn.alarms += 1;
      const id = `alarm-${this.drawn.alarms}`;
      state.alarm = { id, setAtMs: this.second };
      this.send(0, () => alert('set', pipeline, this.second, id));
    });
  }

  private get second(): number {
    return Math.floor(this.nowMs / 1000) * 1000;
  }

  /** Something is reported; how the report fares is fate. */
  private send(afterMs: number, report: () => Happening): void {
    this.at(this.nowMs + afterMs, () => {
      const happening = report();
      this.drawn.events += 1;
      const id = `event-${this.drawn.events}`;
      for (const delayMs of this.fate()) {
        this.at(this.nowMs + delayMs, () => {
          this.decide(happening, id);
        });
      }
    });
  }

  private fate(): Fate {
    this.drawn.fates += 1;
    return this.faults.fates[this.drawn.fates % this.faults.fates.length] ?? [];
  }

  private reconcile(): void {
    this.at(this.nowMs + 500, () => {
      this.decide({ type: 'observation' });
    });
    this.at(this.nowMs + 60_000, () => {
      this.reconcile();
    });
  }

  private decide(happening: Happening, id = `own-${this.channel.steps.length}`): void {
    const inquiry = this.channel.inquiryAt(this.nowMs, happening);
    const looks = happening.type === 'observation';
    const answers: Answers = {
      ...(inquiry.channel && {
        channel: this.ask('channel', () =>
          snapshot(this.nowMs, { '0': this.pipelines['0'].site, '1': this.pipelines['1'].site }),
        ),
      }),
      ...(inquiry.alerts && { alerts: this.ask('alerts', () => this.activeAlerts()) }),
      ...(looks && { flows: this.ask('flows', () => this.flows()) }),
    };
    const asked = Object.keys(answers).length > 0;
    const { effects } = this.channel.at(this.nowMs, { ...happening, ...(asked && { answers }) }, id);
    const results = effects.map((effect) => this.carryOut(effect));
    if (results.length > 0) this.channel.at(this.nowMs, outcome(...results), `${id}/outcome`);
  }

  /** Each kind of question has its own turn: otherwise one of two that always come together would never be answered. */
  private ask<T>(what: 'channel' | 'alerts' | 'flows', answer: () => T): T | 'unavailable' {
    this.drawn[what] += 1;
    return this.faults.answers[this.drawn[what] % this.faults.answers.length] ? answer() : 'unavailable';
  }

  private activeAlerts(): readonly ActiveAlert[] {
    return pipelineIds.flatMap((pipeline) => {
      const { alarm } = this.pipelines[pipeline];
      return alarm ? [listed(pipeline, alarm.setAtMs, alarm.id)] : [];
    });
  }

  /** What the reconciler is told of the flows: somebody sends to one that is not lost. */
  private flows(): Readonly<Record<string, FlowSnapshot>> {
    const all = this.channel.group.sites.flatMap(({ name, flows }) =>
      pipelineIds.flatMap((pipeline) => {
        const sending = !this.lost.has(`${name}/${pipeline}`);
        const arn = flows[pipeline]?.arn;
        return arn === undefined
          ? []
          : [[arn, { at: noon + this.nowMs, status: 'ACTIVE', sending }] as const];
      }),
    );
    return Object.fromEntries(all);
  }

  private carryOut(effect: Effect): EffectResult {
    if (effect.type === 'start-timer') {
      const { timerId, dueAt } = effect;
      for (const delayMs of this.fate()) {
        this.at(dueAt - noon + delayMs, () => {
          this.decide({ type: 'timer', timerId, dueAt });
        });
      }
    }
    if (effect.type !== 'schedule-switch') return { effectId: effect.id, result: 'done' };
    const leadMs = effect.start.type === 'fixed' ? effect.start.leadMs : 10_000;
    const startAtMs = this.nowMs + leadMs;
    this.at(startAtMs, () => {
      this.switchTo(effect.attachment.replace('site-', ''), effect.actionName);
    });
    return { effectId: effect.id, result: 'scheduled', startAt: noon + startAtMs };
  }

  /** Both pipelines change over; MediaLive says nothing more about the site that is left. */
  private switchTo(site: string, actionName: string): void {
    this.switches.push({ atMs: this.nowMs, site });
    for (const pipeline of pipelineIds) {
      this.pipelines[pipeline].site = site;
      this.pipelines[pipeline].alarm = null;
      this.send(0, () => change(pipeline, site, this.second, actionName));
      this.watch(pipeline);
    }
  }
}
