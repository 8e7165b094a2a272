import { isDeepStrictEqual } from 'node:util';
import { initialState } from '../../core/initial-state.ts';
import { inquiryFor } from '../../core/inquiry.ts';
import { broken } from '../../core/invariants.ts';
import type { Decision } from '../../core/model/decision.ts';
import type {
  Effect,
  EffectResult,
  Notification,
  NotificationEvent,
  ScheduleSwitch,
} from '../../core/model/effect.ts';
import type { Answers, ChannelEvent, ChannelSnapshot, FlowReport, Inquiry } from '../../core/model/event.ts';
import {
  defaultPolicy,
  type FailbackPolicy,
  type FailoverGroup,
  type PipelineId,
  type Policy,
  type Site,
} from '../../core/model/group.ts';
import type { ChannelState } from '../../core/model/state.ts';
import { transition, type Transition } from '../../core/transition.ts';

/** The defaults, for one type of alert, with a witness that does not age within a test. */
export const policy: Policy = {
  ...defaultPolicy,
  alerts: { 'Stopped Receiving UDP Input': { confirmMs: 3_000, clearMs: 10_000 } },
  flow: { ...defaultPolicy.flow, maxAgeMs: 7 * 24 * 3_600_000 },
};

export function site(name: string, changes: Partial<Site> = {}): Site {
  const flow = (pipeline: PipelineId) => ({ arn: `arn:flow:${name}${pipeline}`, sources: 1 });
  return {
    name,
    available: true,
    attachment: `site-${name}`,
    flows: { '0': flow('0'), '1': flow('1') },
    ...changes,
  };
}

/** A site that MediaConnect does not feed: nothing is known of it while it is a standby. */
export function unwatchedSite(name: string): Site {
  return site(name, { flows: {} });
}

export function groupOf(changes: Partial<Policy> = {}, sites = [site('A'), site('B')]): FailoverGroup {
  return { name: 'news', policy: { ...policy, ...changes }, hold: null, sites };
}

/** A Saturday in November, at noon UTC. */
export const noon = Date.UTC(2026, 10, 21, 12);

export const channelArn = 'arn:aws:medialive:eu-west-1:000000000000:channel:1';

type Unstamped<E> = E extends ChannelEvent ? Omit<E, 'id' | 'now'> : never;

/** An event without its id and the moment it is decided on. */
export type Happening = Unstamped<ChannelEvent>;

/** One channel under test: it feeds events to the transition, keeps the state, and checks every invariant on the way. */
export class Channel {
  state: ChannelState;
  readonly steps: Transition[] = [];
  group: FailoverGroup;

  constructor(group = groupOf(), state = initialState(channelArn)) {
    this.group = group;
    this.state = state;
  }

  /** `atMs` is after noon. */
  at(atMs: number, event: Happening, id = `event-${this.steps.length}`): Transition {
    const whole = { ...event, id, now: noon + atMs } as ChannelEvent;
    const after = transition(this.state, whole, this.group);
    const violations = broken({ before: this.state, event: whole, group: this.group, after });
    if (violations.length > 0)
      throw new Error(`Broken by ${JSON.stringify(whole)}: ${violations.join('; ')}`);
    // As the store does: what changes nothing is not saved.
    const saved = after.effects.length > 0 || !isDeepStrictEqual(after.state, this.state);
    if (saved) this.state = { ...after.state, version: after.state.version + 1 };
    this.steps.push(after);
    return after;
  }

  /** What would be asked of MediaLive before this event is decided on. */
  inquiryAt(atMs: number, event: Happening): Inquiry {
    return inquiryFor(this.state, { ...event, id: 'inquiry', now: noon + atMs }, this.group);
  }

  /** The schedule action that is owed and not yet known to be carried out. */
  get owedSwitch(): ScheduleSwitch | undefined {
    return Object.values(this.state.outbox).find((effect) => effect.type === 'schedule-switch');
  }

  /** MediaLive takes the owed switch in, to start at `startAtMs` after noon. */
  schedule(atMs: number, startAtMs: number): Transition {
    const effectId = this.owedSwitch?.id ?? 'nothing owed';
    return this.at(atMs, outcome({ effectId, result: 'scheduled', startAt: noon + startAtMs }));
  }

  /** Both pipelines go to a site, and MediaLive says so. */
  arrive(atMs: number, name: string): void {
    for (const pipeline of ['0', '1'] as const) this.at(atMs, change(pipeline, name, atMs));
  }

  /** Both flows of a site connect, or lose their connection. */
  flows(connected: boolean, name: string, atMs: number): void {
    for (const pipeline of ['0', '1'] as const) this.at(atMs, flow(connected, name, pipeline, atMs));
  }

  /** MediaConnect says something else of both flows of a site. */
  reports(said: FlowReport, name: string, atMs: number): void {
    for (const pipeline of ['0', '1'] as const) this.at(atMs, report(said, name, pipeline, atMs));
  }
}

const udpLoss = 'Stopped Receiving UDP Input';

/** A MediaLive alert, raised or cleared at `atMs` after noon. */
export function alert(
  alarmState: 'set' | 'cleared',
  pipeline: PipelineId,
  atMs: number,
  alarmId = `alarm-${pipeline}`,
): Happening {
  const message = 'Stopped receiving network data on [site]';
  return { type: 'alert', at: noon + atMs, pipeline, alarmId, alertType: udpLoss, alarmState, message };
}

export function flow(connected: boolean, name: string, pipeline: PipelineId, atMs: number): Happening {
  return { type: 'flow-health', at: noon + atMs, site: name, pipeline, scope: 'flow', connected };
}

/** What else MediaConnect says of the flow behind a site's pipeline, at `atMs` after noon. */
export function report(said: FlowReport, name: string, pipeline: PipelineId, atMs: number): Happening {
  return { type: 'flow-report', at: noon + atMs, site: name, pipeline, report: said };
}

export function change(
  pipeline: PipelineId,
  name: string,
  atMs: number,
  actionName: string | null = null,
): Happening {
  return { type: 'input-change', at: noon + atMs, pipeline, attachment: `site-${name}`, actionName };
}

export function channelState(state: string, atMs: number, pipeline: PipelineId | null = null): Happening {
  return { type: 'channel-state', at: noon + atMs, state, pipeline };
}

/** The message of a timer; unless its time is given, of one that has not been armed anew since. */
export function timer(timerId = 'any', dueAtMs = 86_400_000): Happening {
  return { type: 'timer', timerId, dueAt: noon + dueAtMs };
}

export function outcome(...results: readonly EffectResult[]): Happening {
  return { type: 'outcome', results };
}

export function snapshot(
  atMs: number,
  sites: Partial<Record<PipelineId, string>>,
  state = 'RUNNING',
  actionName: string | null = null,
): ChannelSnapshot {
  const pipelines = Object.fromEntries(
    Object.entries(sites).map(([pipeline, name]) => [pipeline, { attachment: `site-${name}`, actionName }]),
  );
  return { at: noon + atMs, state, pipelines };
}

/** An alert as ListAlerts shows it. */
export function listed(pipeline: PipelineId, setAtMs: number, alarmId = `alarm-${pipeline}`) {
  return { alarmId, alertType: udpLoss, pipeline, setAt: noon + setAtMs, message: '' };
}

/** The reconciler has seen both pipelines on one site, without alerts. */
export function seenOn(name: string, atMs: number, alerts: NonNullable<Answers['alerts']> = []): Happening {
  return {
    type: 'observation',
    answers: { channel: snapshot(atMs, { '0': name, '1': name }), alerts },
  };
}

/** A switch ordered by an operator. */
export function switchTo(
  to: string,
  changes: Partial<{ at: number | null; force: boolean; reason: string }> = {},
): Happening {
  const command = { action: 'switch', to, at: null, force: false, reason: 'rehearsal', ...changes } as const;
  return { type: 'command', by: 'kim', command };
}

export function holdFor(untilMs: number | null): Happening {
  const until = untilMs === null ? null : noon + untilMs;
  return { type: 'command', by: 'kim', command: { action: 'hold', reason: 'maintenance', until } };
}

export const release: Happening = {
  type: 'command',
  by: 'kim',
  command: { action: 'release', reason: 'all clear' },
};

export const cancelPlan: Happening = {
  type: 'command',
  by: 'kim',
  command: { action: 'cancel', reason: 'no need' },
};

/** A channel that is running, healthy and on site A, with every other site's flows connected; the clock is past 0. */
export function onAirA(group = groupOf()): Channel {
  const channel = new Channel(group);
  channel.at(-600_000, seenOn('A', -600_000));
  for (const { name, flows } of group.sites) {
    for (const pipeline of ['0', '1'] as const) {
      if (flows[pipeline]) channel.at(-599_000, flow(true, name, pipeline, -599_000));
    }
  }
  settleOutbox(channel, -598_000);
  return channel;
}

/** Whatever is owed besides switches is carried out. */
export function settleOutbox(channel: Channel, atMs: number): void {
  const owed = Object.values(channel.state.outbox).filter(({ type }) => type !== 'schedule-switch');
  channel.at(atMs, outcome(...owed.map(({ id }) => ({ effectId: id, result: 'done' }) as const)));
}

/** MediaLive's word on the deletion that is owed. */
export function answerCancel(
  channel: Channel,
  atMs: number,
  result: 'done' | 'refused' = 'done',
): Transition {
  const effect = Object.values(channel.state.outbox).findLast(({ type }) => type === 'cancel-switch');
  const effectId = effect?.id ?? '';
  return channel.at(
    atMs,
    outcome(result === 'done' ? { effectId, result } : { effectId, result, message: 'late' }),
  );
}

/** Both pipelines raise their alarm at `atMs`, and both windows pass: what follows is decided at `atMs` + 4 s. */
export function lose(channel: Channel, atMs: number): Transition {
  channel.at(atMs, alert('set', '0', atMs, `alarm-0-${atMs}`));
  channel.at(atMs, alert('set', '1', atMs, `alarm-1-${atMs}`));
  return channel.at(atMs + 4_000, timer());
}

/** A failover from A to B, carried out: both pipelines are on B at `atMs` + 20 s. */
export function failOverToB(channel: Channel, atMs = 0): void {
  lose(channel, atMs);
  channel.schedule(atMs + 4_100, atMs + 19_600);
  channel.arrive(atMs + 20_000, 'B');
}

export const automatic: FailbackPolicy = { mode: 'automatic', stableMs: 60_000 };

/** A failed over to B at 20 s; A's flows came back at 40 s, so that A is healthy from 50 s and stable from 100 s on. */
export function recoveredA(changes: Partial<Policy> = {}, failback = automatic): Channel {
  const channel = onAirA(groupOf({ failback, ...changes }, [site('A'), site('B'), site('C')]));
  failOverToB(channel);
  channel.flows(false, 'A', 30_000);
  channel.flows(true, 'A', 40_000);
  channel.at(50_000, timer());
  return channel;
}

/** `rule/outcome` of every decision of a step. */
export function spoken({ decisions }: Transition): readonly string[] {
  return decisions.map(({ rule, outcome: what }) => `${rule}/${what}`);
}

export function decisionOf({ decisions }: Transition, rule: Decision['rule']): Decision | undefined {
  return decisions.find((decision) => decision.rule === rule);
}

/** What people are told by a step. */
export function told({ effects }: Transition): readonly string[] {
  return effects.filter((effect) => effect.type === 'notify').map(({ notification }) => notification.event);
}

/** The message with which a step tells people of this. */
export function noteIn({ effects }: Transition, event: NotificationEvent): Notification | undefined {
  return effects
    .flatMap((effect) => (effect.type === 'notify' ? [effect.notification] : []))
    .find((note) => note.event === event);
}

export function switchesIn(effects: readonly Effect[]): readonly ScheduleSwitch[] {
  return effects.filter((effect) => effect.type === 'schedule-switch');
}

/** Every switch ordered so far, by target attachment. */
export function switchesOf(channel: Channel): readonly string[] {
  return channel.steps.flatMap(({ effects }) => switchesIn(effects).map(({ attachment }) => attachment));
}

export function statusOf(channel: Channel, name: string, pipeline: PipelineId = '0'): string {
  return channel.state.health[name]?.[pipeline].status ?? 'unknown';
}

/** When a timer is armed, in milliseconds after noon. */
export function timerOf(channel: Channel, timerId: string): number | undefined {
  const dueAt = channel.state.timers[timerId];
  return dueAt === undefined ? undefined : dueAt - noon;
}
