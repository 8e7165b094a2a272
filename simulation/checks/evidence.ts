import type { ActiveAlert } from '../../core/model/event.ts';
import type { Observed } from '../../core/invariants.ts';
import type { FailoverGroup, Millis, PipelineId, Policy } from '../../core/model/group.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import { noPicture } from '../world/customs.ts';
import { placesOf } from '../world/sensors.ts';
import type { World } from '../world/world.ts';
import type { Knowledge } from './knowledge.ts';
import { News, timeOfList } from './news.ts';
import { siteOf } from './on-air.ts';
import { eventResolutionMs, mustCountFrom } from './tolerances.ts';
import { stalePeerMs } from './words.ts';

interface KnownAlarm {
  readonly pipeline: PipelineId;
  readonly alertType: string;
  /** The site it was raised on; null: nobody can know. */
  readonly site: string | null;
  /** It was raised while the site was only prepared: it stands when the site goes on air. */
  ofPrepared: boolean;
  setAt: Millis | null;
  clearedAt: Millis | null;
  /** When it was heard to stand. */
  heardAt: Millis;
  /** MediaLive had been asked before it was heard of, and had not shown it: it calls for nothing. */
  doubted: boolean;
}

/**
 * What a channel has been told of its sites, kept apart from the core's own account and in simpler terms: the decisions are
 * held to it.
 */
export class Evidence {
  readonly #alarms = new Map<string, KnownAlarm>();
  readonly #knowledge: Knowledge;
  /** When MediaLive last listed its alerts. */
  #listedAt = -Infinity;
  readonly #world: World;
  readonly #member: ChannelMember;
  readonly #news = new News();

  constructor(world: World, knowledge: Knowledge, member: ChannelMember) {
    this.#world = world;
    this.#knowledge = knowledge;
    this.#member = member;
  }

  absorb({ event, group, before, after }: Observed): void {
    const { alerts } = event.answers ?? {};
    this.#absorbLook(event);
    this.#absorbLeaving(before, after);
    if (event.type === 'flow-health') {
      const { site, pipeline, connected, at } = event;
      if (this.#knowledge.speaksOfAll(event)) this.#news.hear(connected, site, pipeline, at);
    }
    if (event.type === 'flow-report' && event.report.kind === 'content' && event.report.flags.length === 0) {
      this.#news.hear(true, event.site, event.pipeline, event.at);
    }
    if (event.type === 'alert') {
      const { attachment, since, notBefore = since } = after.state.pipelines[event.pipeline];
      const site = siteOf(group, attachment);
      const raisedOn = siteOf(group, this.#raisedOn(event.alarmId));
      const ends = event.alarmState === 'cleared' && this.#alarms.has(event.alarmId);
      // Of an input that is neither on air nor prepared nobody listens to it, but for the end of what was heard.
      const isListenedTo = raisedOn === null || raisedOn === site || raisedOn === after.state.prepared?.site;
      const heard = ends || isListenedTo;
      const isTimely = ends || event.at > notBefore;
      if (site !== null && heard && isTimely && group.policy.alerts[event.alertType]) {
        const alarm = this.#alarm(event.alarmId, event.pipeline, event.alertType, group);
        if (event.alarmState === 'set') {
          const isNew = alarm.setAt === null || alarm.doubted;
          if (isNew || isOver(alarm)) alarm.heardAt = event.now;
          alarm.doubted = isNew && event.at + eventResolutionMs <= this.#listedAt;
          alarm.setAt = Math.max(alarm.setAt ?? 0, event.at);
          alarm.ofPrepared = raisedOn !== null && raisedOn !== site;
        }
        if (event.alarmState === 'cleared') alarm.clearedAt = Math.max(alarm.clearedAt ?? 0, event.at);
        this.#news.hear(event.alarmState === 'cleared', raisedOn ?? site, event.pipeline, event.at);
      }
    }
    if (alerts !== undefined && alerts !== 'unavailable') this.#answer({ event, group, after }, alerts);
  }

  /** What was raised on an input ends for us when the pipeline leaves it. */
  #absorbLeaving(before: Observed['before'], { state }: Observed['after']): void {
    for (const [id, { pipeline, ofPrepared, site }] of this.#alarms) {
      const [was, is] = [before.pipelines[pipeline].attachment, state.pipelines[pipeline].attachment];
      const left = was !== is && this.#member.inputs[site ?? '']?.attachment === was;
      if (ofPrepared && left) this.#alarms.delete(id);
    }
  }

  /** A device that was seen to send, long enough after the loss to be no echo of before, is good news of its flow. */
  #absorbLook({ answers }: Observed['event']): void {
    if (answers?.flows === undefined || answers.flows === 'unavailable') return;
    for (const { arn, site, pipeline } of placesOf(this.#member)) {
      const seen = answers.flows[arn];
      const bad = this.#news.lastBad(site, pipeline);
      if (seen?.sending && seen.at >= bad + stalePeerMs) this.#news.hear(true, site, pipeline, seen.at);
    }
  }

  /** MediaLive has been asked: what it does not show is over, and what it shows is known. */
  #answer(
    { event, group, after }: Pick<Observed, 'event' | 'group' | 'after'>,
    alerts: readonly ActiveAlert[],
  ): void {
    const listedAt = timeOfList(event);
    this.#listedAt = Math.max(this.#listedAt, listedAt);
    for (const [id, alarm] of this.#alarms) {
      const shown = alerts.some(
        (alert) =>
          alert.pipeline === alarm.pipeline &&
          (alert.alarmId === id || (isSame(alert, alarm) && !this.#alarms.has(alert.alarmId))),
      );
      const before = alarm.setAt !== null && alarm.setAt + eventResolutionMs <= listedAt;
      if (shown || !before || (alarm.clearedAt ?? 0) >= listedAt) continue;
      alarm.clearedAt = listedAt;
      const site = siteOf(group, after.state.pipelines[alarm.pipeline].attachment);
      // When it was over is not said: it may have been right after it began.
      if (site !== null) this.#news.hear(true, site, alarm.pipeline, alarm.setAt ?? listedAt);
    }
    for (const { alarmId, pipeline, alertType, setAt } of alerts) {
      const { attachment, since, notBefore = since } = after.state.pipelines[pipeline];
      const site = siteOf(group, attachment);
      if (site === null || setAt + eventResolutionMs <= notBefore || !group.policy.alerts[alertType]) {
        continue;
      }
      const alarm = this.#alarm(alarmId, pipeline, alertType, group);
      // Events are dated to the second, lists more exactly.
      alarm.setAt = Math.max(alarm.setAt ?? 0, setAt - (setAt % eventResolutionMs));
      alarm.doubted = false;
      // A list that did not show it was wrong.
      if (Number(alarm.clearedAt) + eventResolutionMs <= listedAt) alarm.clearedAt = null;
      this.#news.hear(false, site, pipeline, setAt);
    }
  }

  /** Does anything that has been heard, and has lasted (and `graceMs` longer), say that the site is down on this pipeline? */
  saysDown({ event, group, after }: Observed, site: string, pipeline: PipelineId, graceMs = 0): boolean {
    const { policy } = group;
    const answer = event.answers?.alerts;
    const asked = answer !== undefined && answer !== 'unavailable';
    const shown = (id: string | null, alertType: string | null, setAt = -Infinity) =>
      !asked ||
      setAt + eventResolutionMs > timeOfList(event) ||
      answer.some(
        (alert) =>
          alert.pipeline === pipeline &&
          (id === null
            ? policy.alerts[alert.alertType] !== undefined || noPicture.has(alert.alertType)
            : alert.alarmId === id || isSame(alert, { alertType, setAt })),
      );
    const { since, runningAt, notBefore = since } = after.state.pipelines[pipeline];
    // What was raised before a restart, or before it is certain what is on air, counts for a decision that was made, and calls for none.
    const from = graceMs > 0 ? Math.max(since, runningAt) : notBefore - eventResolutionMs;
    const until = event.now - graceMs;
    const standing = [...this.#alarms].flatMap(([id, alarm]) => {
      const windows = policy.alerts[alarm.alertType];
      if (!windows || alarm.pipeline !== pipeline || alarm.setAt === null) return [];
      if (alarm.site !== null && alarm.site !== site) return [];
      if (isOver(alarm)) return [];
      if (!shown(id, alarm.alertType, alarm.setAt)) return [];
      const lastedAt = alarm.setAt + windows.confirmMs;
      const at = graceMs > 0 ? mustCountFrom(lastedAt, alarm.heardAt) : lastedAt;
      // In doubt it calls for nothing by itself; while its own window runs, MediaConnect's word is no reason to go sooner.
      if (graceMs > 0 && alarm.doubted) return at > until ? [{ counts: false, at }] : [];
      return [{ counts: alarm.setAt > from || alarm.ofPrepared, at }];
    });
    const open = standing.filter(({ counts }) => counts);
    const confirmed = open.some(({ at }) => at <= until);
    // Where a second look is wanted, an alarm has its own window, and MediaConnect's word does not shorten it.
    const pending = graceMs > 0 && policy.secondLook && standing.length > 0 && !confirmed;
    // Where a second look is wanted and MediaLive shows no alarm at all, MediaConnect's word alone is not enough.
    const saidDead = this.#knowledge.saidDeadFrom(site, pipeline);
    const seconded = !policy.secondLook || shown(null, null);
    // Where none is wanted, a list that was taken long after its word, and shows no alarm, contradicts it.
    const heardNone = !policy.secondLook && open.length === 0 && this.#listedAt > Number(saidDead);
    const flow =
      policy.flow.countsOnAir && saidDead !== null && seconded && !pending && !(graceMs > 0 && heardNone);
    // What was said before it came on air has its window from then on.
    const heardFrom = Math.max(saidDead ?? 0, since, runningAt);
    const lastedAt = heardFrom + flowConfirmMs(policy, graceMs > 0);
    const heardAt = graceMs > 0 ? this.#knowledge.deadSince(site, pipeline) : null;
    return confirmed || (flow && mustCountFrom(lastedAt, heardAt ?? lastedAt) <= until);
  }

  /** What was last heard of the site's pipeline was bad, or has been good for less than `stableMs`. */
  isShaky(site: string, pipeline: PipelineId, now: Millis, stableMs: Millis): boolean {
    return this.#news.isShaky(site, pipeline, now, stableMs);
  }

  /** What MediaLive raised of the site while it prepared it has not been heard to be over. */
  hasPreparedAlarm(site: string): boolean {
    return [...this.#alarms.values()].some(
      (alarm) => alarm.ofPrepared && alarm.site === site && (alarm.clearedAt ?? 0) < (alarm.setAt ?? 0),
    );
  }

  /** Something that MediaLive has raised on another site stands against this one, and nobody can tell. */
  isMisled(group: FailoverGroup, site: string, pipeline: PipelineId): boolean {
    return [...this.#alarms].some(([id, alarm]) => {
      const really = siteOf(group, this.#world.raisedOn(this.#member.channelArn, id));
      const elsewhere = alarm.site === null && really !== null && really !== site;
      return alarm.pipeline === pipeline && elsewhere && (alarm.clearedAt ?? 0) < (alarm.setAt ?? 0);
    });
  }

  #raisedOn(id: string): string | null {
    return this.#world.seenToBeRaisedOn(this.#member.channelArn, id);
  }

  #alarm(id: string, pipeline: PipelineId, alertType: string, group: FailoverGroup): KnownAlarm {
    const known = this.#alarms.get(id);
    if (known) return known;
    const site = siteOf(group, this.#raisedOn(id));
    const fresh: KnownAlarm = {
      pipeline,
      alertType,
      site,
      ofPrepared: false,
      setAt: null,
      clearedAt: null,
      heardAt: -Infinity,
      doubted: false,
    };
    this.#alarms.set(id, fresh);
    return fresh;
  }
}

function isOver({ setAt, clearedAt }: KnownAlarm): boolean {
  return setAt !== null && clearedAt !== null && clearedAt >= setAt;
}

/** Under another id it is the same alert where it was raised at the same time. */
function isSame(
  alert: ActiveAlert,
  { alertType, setAt }: { alertType: string | null; setAt: Millis | null },
): boolean {
  return alert.alertType === alertType && Math.abs(alert.setAt - (setAt ?? alert.setAt)) <= eventResolutionMs;
}

/** The window of anything that MediaConnect says: the shortest may count, the longest must. */
function flowConfirmMs({ flow, contentQuality }: Policy, must: boolean): Millis {
  const choose = must ? Math.max : Math.min;
  return choose(...[flow, ...Object.values(contentQuality)].map(({ confirmMs }) => confirmMs));
}
