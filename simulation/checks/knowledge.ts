import type { Observed } from '../../core/invariants.ts';
import { pipelineIds, type Millis, type PipelineId } from '../../core/model/group.ts';
import type { ChannelMember } from '../../control/ports/member-store.ts';
import { placesOf } from '../world/sensors.ts';
import type { World } from '../world/world.ts';
import { Ends } from './ends.ts';
import { eventResolutionMs, skewMaxMs } from './tolerances.ts';
import { Words, type Word } from './words.ts';

/**
 * What could have been known of the sites of one channel: what was delivered and decided on, and what a round of the
 * reconciler, in which every call was answered, must have shown. In simpler terms than the core's own account, and apart from it.
 */
export class Knowledge {
  readonly #world: World;
  readonly #member: ChannelMember;
  readonly #ends: Ends;
  /** When MediaLive was last asked for its alerts, and answered. */
  #listedAt: Millis = -Infinity;
  /** By site and pipeline. */
  readonly #words = new Map<string, Words>();

  constructor(world: World, member: ChannelMember) {
    this.#world = world;
    this.#member = member;
    this.#ends = new Ends(world.time);
  }

  /** Takes in what this decision was made with. */
  absorb(observed: Observed): void {
    this.hear(observed);
    if (typeof observed.event.answers?.alerts === 'object') this.#listedAt = this.#world.time.now();
    this.#absorbAnswers(observed);
    this.#absorbRound(observed);
    this.#ends.absorb(observed);
    this.#absorbLeaving(observed);
  }

  /** Takes in what MediaConnect says with this event. */
  hear(observed: Observed): void {
    const { event } = observed;
    if (event.type === 'flow-health' && this.speaksOfAll(event)) {
      const { previous, connected, bitrateZero: noBits = false, at } = event;
      const before = (previous !== null && isContent(observed, event)) || null;
      const how = { noBits, before };
      this.#of(event.site, event.pipeline).hearConnection(connected, previous, at, how);
    }
    if (event.type !== 'flow-report') return;
    const { report, at } = event;
    const words = this.#of(event.site, event.pipeline);
    if (report.kind === 'status') words.hearStatus(report.status, at);
    if (report.kind === 'content') words.hearContent(report.flags, at);
    // One of two sources that has an error is not the flow.
    if (report.kind === 'error' && this.#sourcesOf(event) === 1) words.hear('error', !report.errored, at);
  }

  /** Since when it has been known that nothing arrives at the site's pipeline; null: it is not known. */
  deadSince(site: string, pipeline: PipelineId): Millis | null {
    const bad = this.#wordsOf(site, pipeline).filter(({ good }) => !good);
    return bad.length === 0 ? null : Math.min(...bad.map(({ knownAt }) => knownAt));
  }

  /** All that is known against it is that it left the air in doubt. */
  isOnlySuspected(site: string, pipeline: PipelineId): boolean {
    const bad = this.#wordsOf(site, pipeline).filter(({ good }) => !good);
    return bad.length > 0 && bad.every(({ suspected }) => suspected);
  }

  /** Something bad that was said still stands. */
  get saysBad(): boolean {
    return [...this.#words.values()].some(({ all }) => all.some(([, { good }]) => !good));
  }

  /** Since when, by event time, it has been said that nothing arrives there, however late it was heard; null: it is not said. */
  saidDeadFrom(site: string, pipeline: PipelineId): Millis | null {
    const bad = this.#wordsOf(site, pipeline).filter(({ good }) => !good);
    return bad.length === 0 ? null : Math.min(...bad.map(({ from }) => from));
  }

  /** Since when nothing that was heard speaks against the site's pipeline; null: something does. */
  clearSince(site: string, pipeline: PipelineId): Millis | null {
    const words = this.#wordsOf(site, pipeline);
    if (words.some(({ good }) => !good)) return null;
    return Math.max(this.#of(site, pipeline).badUntil, ...words.map(({ knownAt }) => knownAt));
  }

  /** Somebody has vouched for the site's pipeline, not too long ago, and nothing that was heard speaks against it. */
  isAssured(site: string, pipeline: PipelineId): boolean {
    const maxAgeMs = this.#world.groupFor(this.#member)?.policy.flow.maxAgeMs ?? 0;
    const youngest = this.#world.time.now() - maxAgeMs - eventResolutionMs - skewMaxMs;
    const vouched = this.#of(site, pipeline).isVouchedForSince(youngest);
    return vouched && this.clearSince(site, pipeline) !== null;
  }

  /** What speaks against the site, for the reader of a finding. */
  whatSpeaksAgainst(site: string): string {
    const bad = pipelineIds.flatMap((pipeline) =>
      this.#of(site, pipeline)
        .all.filter(([, { good }]) => !good)
        .map(([subject]) => `${site}/${pipeline}/${subject}`),
    );
    return bad.join(', ');
  }

  /** A source of a flow that has two speaks for itself alone. */
  speaksOfAll(event: Extract<Observed['event'], { type: 'flow-health' }>): boolean {
    return event.scope === 'flow' || this.#sourcesOf(event) === 1;
  }

  #sourcesOf({ site, pipeline }: { readonly site: string; readonly pipeline: PipelineId }): number {
    return this.#world.supply.flowOf(this.#member, site, pipeline)?.model.sources.length ?? 0;
  }

  #of(site: string, pipeline: PipelineId): Words {
    const key = `${site}/${pipeline}`;
    const words = this.#words.get(key) ?? new Words(this.#world.time);
    this.#words.set(key, words);
    return words;
  }

  /** With its content judged by what the policy counts, and what MediaLive has belied since as good. */
  #wordsOf(site: string, pipeline: PipelineId): readonly Word[] {
    const { contentQuality = {} } = this.#world.groupFor(this.#member)?.policy ?? {};
    return this.#of(site, pipeline).all.map(([subject, word]) => {
      const counted = word.flags?.some((flag) => contentQuality[flag] !== undefined);
      if (word.flags) return { ...word, good: !counted };
      if (word.good || (subject !== 'arrives' && subject !== 'error')) return word;
      const knownAt = this.#ends.belieSince(site, pipeline, word.at);
      return knownAt === null ? word : { ...word, good: true, knownAt };
    });
  }

  /** What MediaConnect said of its flows when it was asked. */
  #absorbAnswers({ event }: Observed): void {
    const flows = event.answers?.flows;
    if (flows === undefined || flows === 'unavailable') return;
    for (const { arn, site, pipeline } of placesOf(this.#member)) {
      const seen = flows[arn];
      if (!seen) continue;
      const words = this.#of(site, pipeline);
      // Events are dated to the second: one of the look's second may be the later.
      const before = seen.at - eventResolutionMs;
      words.seeStatus(seen.status, before);
      if (seen.status !== 'ACTIVE') continue;
      if (seen.errors?.length === 0) words.hear('error', true, before);
      const hasErrors = (seen.errors ?? []).length > 0;
      if (seen.sending !== undefined) words.hearSending(seen.sending, seen.at, hasErrors);
    }
  }

  /** A round of the reconciler lists the status of every flow, and says so in each message that it sends of a channel. */
  #absorbRound({ event }: Observed): void {
    if (event.type !== 'observation' || event.ask === undefined) return;
    const round = this.#world.functions.rounds.findLast(({ sent }) => sent.has(event.id));
    if (!round) return;
    for (const { arn, site, pipeline } of placesOf(this.#member)) {
      const flow = this.#world.supply.flowOf(this.#member, site, pipeline);
      const since = this.#world.statusSince(arn);
      if (flow && since < round.from) {
        this.#of(site, pipeline).seeStatus(flow.status, round.from - eventResolutionMs);
      }
    }
  }

  /** A site that is left with open alerts has been lost as far as anybody knows, until it is heard of again. */
  #absorbLeaving(observed: Observed): void {
    const { before, after, group } = observed;
    for (const pipeline of pipelineIds) {
      const [was, is] = [before.pipelines[pipeline].attachment, after.state.pipelines[pipeline].attachment];
      if (was === is) continue;
      const nameOf = (of: string | null) => group.sites.find(({ attachment }) => attachment === of)?.name;
      const [left, back] = [nameOf(was), nameOf(is)];
      // On air it is MediaLive that watches it.
      if (back !== undefined) this.#of(back, pipeline).isBack();
      if (left !== undefined) this.#absorbLeft(observed, left, pipeline);
    }
  }

  #absorbLeft({ before, after, group, event }: Observed, left: string, pipeline: PipelineId): void {
    const { supply, history } = this.#world;
    const { channelArn } = this.#member;
    const { status, alarms = {} } = before.health[left]?.[pipeline] ?? {};
    const { since, attachment } = after.state.pipelines[pipeline];
    // An alert that ends as the channel leaves has ended because nobody looks any more.
    const ended = Object.values(alarms).some(
      ({ setAt, clearedAt }) => setAt !== null && Number(clearedAt) + eventResolutionMs > since,
    );
    const bad = status === 'down' || status === 'suspect' || ended;
    // It was heard to be back before it was left: the end of its alerts was not, and is not waited for.
    const raisedAt = Object.values(alarms).map(({ setAt }) => Number(setAt));
    const words = this.#of(left, pipeline);
    const arrives = words.get('arrives');
    if (bad && arrives?.good === true && raisedAt.every((at) => arrives.from >= at)) return;
    // That nobody would tell of its loss from now on is no good news.
    const told = supply.flowOf(this.#member, left, pipeline) !== null;
    // That no alert was raised is no good news of its own: MediaLive was asked in this run, and since anything bad was said, has ended one, or media was said to arrive.
    const cameAt = history.arrivedAt(channelArn, pipeline, this.#member.inputs[left]?.attachment ?? '');
    const { running, runningAt } = before.pipelines[pipeline];
    const listed = running !== false && this.#listedAt > Math.max(cameAt, runningAt, words.badUntil);
    const vouched = listed || arrives?.good === true || raisedAt.length > 0;
    if (!bad && (!told || !vouched)) return;
    const leftAt = history.arrivedAt(channelArn, pipeline, attachment ?? '');
    words.leave(
      !bad,
      event.now,
      () => {
        const { standbyMemoryMs, flow } = this.#world.groupFor(this.#member)?.policy ?? group.policy;
        // What is asked of the schedule and the events dates it to the second.
        const dated = Math.min(leftAt - eventResolutionMs, event.now);
        return dated + (bad ? standbyMemoryMs : flow.maxAgeMs) - skewMaxMs;
      },
      { suspected: bad && status !== 'down', lostAt: bad ? Math.max(-Infinity, ...raisedAt) : -Infinity },
    );
  }
}

/** MediaLive has had the site on air since before this was said, and has complained of nothing: media arrived until then. */
function isContent(
  { before, group }: Observed,
  { site: name, pipeline, at }: { readonly site: string; readonly pipeline: PipelineId; readonly at: Millis },
): boolean {
  const { attachment, since } = before.pipelines[pipeline];
  const site = group.sites.find((one) => one.name === name);
  const alarms = Object.values(before.health[name]?.[pipeline].alarms ?? {});
  const complains = alarms.some(({ setAt, clearedAt }) => setAt !== null && (clearedAt ?? -Infinity) < setAt);
  return site?.attachment === attachment && since < at && !complains;
}
