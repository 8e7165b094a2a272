import { isDeepStrictEqual } from 'node:util';
import { initialState } from '../../../core/initial-state.ts';
import { inquiryFor } from '../../../core/inquiry.ts';
import { broken } from '../../../core/invariants.ts';
import type { ScheduleSwitch } from '../../../core/model/effect.ts';
import type { ChannelEvent, FlowReport, Inquiry } from '../../../core/model/event.ts';
import { pipelineIds, type FailoverGroup, type PipelineId } from '../../../core/model/group.ts';
import type { ChannelState } from '../../../core/model/state.ts';
import { transition, type Transition } from '../../../core/transition.ts';
import { groupOf } from './groups.ts';
import { change, flow, noon, outcome, report, type Happening } from './happenings.ts';

export const channelArn = 'arn:aws:medialive:eu-west-1:000000000000:channel:1';

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
    if (violations.length > 0) {
      throw new Error(`Broken by ${JSON.stringify(whole)}: ${violations.join('; ')}`);
    }
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

  /** The same happens to both pipelines, to one after the other. */
  both(atMs: number, happening: (pipeline: PipelineId) => Happening): void {
    for (const pipeline of pipelineIds) this.at(atMs, happening(pipeline));
  }

  /** Both pipelines go to a site, and MediaLive says so. */
  arrive(atMs: number, name: string): void {
    this.both(atMs, (pipeline) => change(pipeline, name, atMs));
  }

  /** Both flows of a site connect, or lose their connection. */
  flows(connected: boolean, name: string, atMs: number): void {
    this.both(atMs, (pipeline) => flow(connected, name, pipeline, atMs));
  }

  /** MediaConnect says something else of both flows of a site. */
  reports(said: FlowReport, name: string, atMs: number): void {
    this.both(atMs, (pipeline) => report(said, name, pipeline, atMs));
  }
}
