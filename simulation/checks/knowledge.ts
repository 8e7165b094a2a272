import type { Observed } from '../../core/invariants.ts';
import { pipelineIds, type Millis, type PipelineId } from '../../core/model/group.ts';
import type { ChannelMember } from '../../lambdas/shared/ports/member-store.ts';
import { placesOf } from '../world/sensors.ts';
import type { World } from '../world/world.ts';
import { eventResolutionMs, skewMaxMs } from './tolerances.ts';

/** One thing that can be said of a site's pipeline, as it was last heard. */
interface Word {
  readonly good: boolean;
  /** Event time. */
  readonly at: Millis;
  /** Event time at which it was first said without contradiction since. */
  readonly from: Millis;
  /** What was last said of another second: of two words in one, it tells which was the first. */
  readonly before: boolean | null;
  /** Since when, by the world's clock, this has been known without contradiction. */
  readonly knownAt: Millis;
  /** It is connected, and nothing comes: who sends to it says nothing of that. */
  readonly noBits?: boolean;
  /** By its own word it was so before. */
  readonly repeats?: boolean;
  /** What is wrong with the content: it is bad where the policy counts any of it. */
  readonly flags?: readonly string[];
}

/**
 * What is said: whether media arrives, the flow's status, its content, an error, whether somebody sends, and whether it was
 * lost when it left the air.
 */
type Subject = 'arrives' | 'status' | 'content' | 'error' | 'sends' | 'left';
const subjects: readonly Subject[] = ['arrives', 'status', 'content', 'error', 'sends', 'left'];

/** So long after a loss a device that DescribeFlow names is one that sends again, not one that has not been given up yet. */
export const stalePeerMs = 20_000;

/** A look that the reconciler has taken is decided on within this, or made anew. */
const freshForMs = 9000;

/**
 * What could have been known of the sites of one channel: what was delivered and decided on, and what a round of the
 * reconciler, in which every call was answered, must have shown. In simpler terms than the core's own account, and apart from it.
 */
export class Knowledge {
  readonly #world: World;
  readonly #member: ChannelMember;
  readonly #words = new Map<string, Word>();
  /** Seconds in which two things were said that contradict each other, of which nobody knows the later. */
  readonly #undecided = new Map<string, Millis>();
  /** When flows were last heard to be without their connections: what was said of those before is over. */
  readonly #stoppedAt = new Map<string, Millis>();
  /** Sites' pipelines of which MediaConnect has last said that their content is not as it should be. */
  readonly #flagged = new Set<string>();
  /** Sites' pipelines that were lost when they left the air, of which nothing better has been heard. */
  readonly #unproven = new Set<string>();

  constructor(world: World, member: ChannelMember) {
    this.#world = world;
    this.#member = member;
  }

  /** Takes in what this decision was made with. */
  absorb(observed: Observed): void {
    const { event } = observed;
    if (event.type === 'flow-health' && this.speaksOfAll(event)) {
      const { previous, connected, bitrateZero = false, at } = event;
      const key = `${event.inputGroup}/${event.pipeline}`;
      this.#hear(key, 'arrives', connected, at, { noBits: bitrateZero, repeats: previous === connected });
      // By its own word it is a change, whatever was heard before.
      if (connected && previous !== undefined && previous !== connected) this.#renew(key, at);
    }
    if (event.type === 'flow-report') {
      const { report } = event;
      const key = `${event.inputGroup}/${event.pipeline}`;
      if (report.kind === 'status') this.#hearStatus(key, report.status, event.at);
      if (report.kind === 'content') {
        this.#hear(key, 'content', report.flags.length === 0, event.at, { flags: report.flags });
        // It left the air for its flags, counted or not, and they are over.
        if (report.flags.length > 0) this.#flagged.add(key);
        else if (this.#flagged.delete(key)) this.#isBack(key);
      }
      // One of two sources that has an error is not the flow.
      if (report.kind === 'error' && this.#sourcesOf(event) === 1) {
        this.#hear(key, 'error', !report.errored, event.at);
      }
    }
    this.#absorbAnswers(observed);
    this.#absorbRound(observed);
    this.#absorbLeaving(observed);
  }

  /** Since when it has been known that nothing arrives at the site's pipeline; null: it is not known. */
  deadSince(site: string, pipeline: PipelineId): Millis | null {
    const bad = this.#wordsOf(site, pipeline).filter(({ good }) => !good);
    return bad.length === 0 ? null : Math.min(...bad.map(({ knownAt }) => knownAt));
  }

  /** Something bad that was said still stands. */
  get saysBad(): boolean {
    return [...this.#words.values()].some(({ good }) => !good);
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
    return Math.max(-Infinity, ...words.map(({ knownAt }) => knownAt));
  }

  /**
   * Somebody has said, not too long ago, that media arrives at the site's pipeline or that its content is as it should be, or
   * a device was seen to send to it, or MediaLive was content with it when it left the air; and nothing that was heard speaks
   * against it.
   */
  isAssured(site: string, pipeline: PipelineId): boolean {
    const key = `${site}/${pipeline}`;
    const maxAgeMs = this.#world.groupFor(this.#member)?.policy.flow.maxAgeMs ?? 0;
    const youngest = this.#world.time.now() - maxAgeMs - eventResolutionMs - skewMaxMs;
    const vouched = (['arrives', 'sends', 'content', 'left'] as const).some((subject) => {
      const word = this.#words.get(`${key}/${subject}`);
      return word?.good === true && word.at > youngest;
    });
    return vouched && !this.#unproven.has(key) && this.clearSince(site, pipeline) !== null;
  }

  /** What speaks against the site, for whoever reads a finding. */
  whatSpeaksAgainst(site: string): string {
    const bad = [...this.#words].filter(([key, { good }]) => key.startsWith(`${site}/`) && !good);
    return bad.map(([key]) => key).join(', ');
  }

  #wordsOf(site: string, pipeline: PipelineId): readonly Word[] {
    const { contentQuality = {} } = this.#world.groupFor(this.#member)?.policy ?? {};
    return subjects.flatMap((subject) => {
      const word = this.#words.get(`${site}/${pipeline}/${subject}`);
      if (!word) return [];
      const counted = word.flags?.some((flag) => contentQuality[flag] !== undefined);
      return [word.flags ? { ...word, good: !counted } : word];
    });
  }

  /** A source of a flow that has two speaks for itself alone. */
  speaksOfAll(event: Extract<Observed['event'], { type: 'flow-health' }>): boolean {
    return event.scope === 'flow' || this.#sourcesOf(event) === 1;
  }

  #sourcesOf({
    inputGroup,
    pipeline,
  }: {
    readonly inputGroup: string;
    readonly pipeline: PipelineId;
  }): number {
    return this.#world.supply.flowOf(this.#member, inputGroup, pipeline)?.model.sources.length ?? 0;
  }

  #hear(
    key: string,
    subject: Subject,
    good: boolean,
    at: Millis,
    how: Pick<Word, 'noBits' | 'repeats' | 'flags'> = {},
  ): void {
    const known = this.#words.get(`${key}/${subject}`);
    const undecidedAt = this.#undecided.get(`${key}/${subject}`) ?? -Infinity;
    const stoppedAt = subject === 'arrives' ? (this.#stoppedAt.get(key) ?? -Infinity) : -Infinity;
    if ((known && at < known.at) || at <= undecidedAt || at < stoppedAt) return;
    const contradicts = known?.at === at && known.good !== good;
    // A repetition is the earlier of the two.
    if (contradicts && how.repeats) return;
    if (contradicts && known.before === null && !known.repeats && subject === 'arrives') {
      this.#undecided.set(`${key}/${subject}`, at);
      this.#forget(key, [subject]);
      return;
    }
    const knownAt = this.#world.time.now();
    if (!known) {
      this.#words.set(`${key}/${subject}`, { good, at, from: at, before: null, knownAt, ...how });
      return;
    }
    const sameSecond = at === known.at;
    // Of a pair in one second the later is what was said before it: it went there and back.
    const verdict = contradicts && !known.repeats ? (known.before ?? good) : good;
    this.#words.set(`${key}/${subject}`, {
      good: verdict,
      at,
      from: verdict === known.good ? known.from : at,
      before: sameSecond ? known.before : known.good,
      knownAt: verdict === known.good ? known.knownAt : knownAt,
      ...how,
    });
    // A flow at which media arrives is running, and what was lost when it left the air is back.
    if (subject === 'arrives' && verdict && known.good !== verdict) this.#runsAgain(key, at);
  }

  /** What a flow received before it stopped says nothing of it once it has started again. */
  #hearStatus(key: string, status: string | null, at: Millis): void {
    this.#hear(key, 'status', status === 'ACTIVE', at);
    const arrives = this.#words.get(`${key}/arrives`);
    const stops = status !== 'ACTIVE' && status !== 'UPDATING';
    if (stops) this.#stoppedAt.set(key, Math.max(at, this.#stoppedAt.get(key) ?? at));
    if (stops && arrives && arrives.at <= at) this.#forget(key, ['arrives', 'sends']);
  }

  /** A flow at which media arrives anew is running, and what was lost when it left the air is back. */
  #renew(key: string, at: Millis): void {
    const arrives = this.#words.get(`${key}/arrives`);
    if (arrives?.good !== true || arrives.at !== at) return;
    this.#words.set(`${key}/arrives`, { ...arrives, from: at });
    this.#runsAgain(key, at);
  }

  /** What was said before of the flow's status and errors is over, and so is whatever of it comes late. */
  #runsAgain(key: string, at: Millis): void {
    this.#isBack(key);
    this.#forget(key, ['sends']);
    this.#hear(key, 'status', true, at);
    this.#hear(key, 'error', true, at);
  }

  /** That it was lost when it left the air is over. */
  #isBack(key: string): void {
    this.#forget(key, ['left']);
    this.#unproven.delete(key);
  }

  #forget(key: string, which: readonly Subject[]): void {
    for (const subject of which) this.#words.delete(`${key}/${subject}`);
  }

  /** What MediaConnect said of its flows when it was asked. */
  #absorbAnswers({ event }: Observed): void {
    const flows = event.answers?.flows;
    if (flows === undefined || flows === 'unavailable') return;
    for (const { arn, site, pipeline } of placesOf(this.#member)) {
      const seen = flows[arn];
      if (!seen) continue;
      const key = `${site}/${pipeline}`;
      this.#hearStatus(key, seen.status, seen.at - eventResolutionMs);
      if (seen.status === 'ACTIVE' && seen.errors?.length === 0) this.#hear(key, 'error', true, seen.at);
      if (seen.status !== 'ACTIVE' || seen.sending === undefined) continue;
      const { arrives, sends } = {
        arrives: this.#words.get(`${key}/arrives`),
        sends: this.#words.get(`${key}/sends`),
      };
      const lost = arrives?.good === false && !arrives.noBits;
      if (seen.sending && lost && seen.at >= arrives.at + stalePeerMs) {
        this.#isBack(key);
        this.#forget(key, ['arrives']);
      }
      if (seen.sending || sends) this.#hear(key, 'sends', seen.sending, seen.at);
    }
  }

  /** A round of the reconciler lists the status of every flow. */
  #absorbRound({ event }: Observed): void {
    const channel = event.type === 'observation' ? event.answers?.channel : undefined;
    if (typeof channel !== 'object' || event.answers?.askedAt !== undefined) return;
    const now = this.#world.time.now();
    const round = this.#world.functions.rounds.findLast(({ until }) => until <= now);
    if (!round || channel.at < round.from || channel.at + freshForMs < now) return;
    for (const site of Object.keys(this.#member.inputs)) {
      for (const pipeline of pipelineIds) {
        const flow = this.#world.supply.flowOf(this.#member, site, pipeline);
        const since = this.#world.statusSince(flow?.model.arn ?? '');
        if (flow && since < round.from)
          this.#hearStatus(`${site}/${pipeline}`, flow.status, channel.at - eventResolutionMs);
      }
    }
  }

  /** A site that is left with open alerts has been lost as far as anybody knows, until it is heard of again. */
  #absorbLeaving({ before, after, group, event }: Observed): void {
    const { channelArn } = this.#member;
    for (const pipeline of pipelineIds) {
      const [was, is] = [before.pipelines[pipeline].attachment, after.state.pipelines[pipeline].attachment];
      const left = group.inputGroups.find(({ attachment }) => attachment === was)?.name;
      const back = group.inputGroups.find(({ attachment }) => attachment === is)?.name;
      // On air it is MediaLive that watches it.
      if (was !== is && back !== undefined) this.#isBack(`${back}/${pipeline}`);
      if (was === is || left === undefined) continue;
      const { status, alarms = {} } = before.health[left]?.[pipeline] ?? {};
      const { supply } = this.#world;
      // What is asked of the schedule and the events dates it to the second.
      const leftAt = this.#world.history.arrivedAt(channelArn, pipeline, is ?? '') - eventResolutionMs;
      // An alert that ends as the channel leaves has ended because nobody looks any more.
      const { since } = after.state.pipelines[pipeline];
      const ended = Object.values(alarms).some(
        ({ clearedAt }) => Number(clearedAt) + eventResolutionMs > since,
      );
      const bad = status === 'down' || status === 'suspect' || ended;
      // It was heard to be back before it was left: the end of its alerts was not, and is not waited for.
      const raisedAt = Object.values(alarms).map(({ setAt }) => Number(setAt));
      const lost = supply.periods(channelArn, left, pipeline).findLast(({ from }) => from <= since);
      const lostAt = Math.max(lost?.from ?? 0, ...raisedAt);
      const arrives = this.#words.get(`${left}/${pipeline}/arrives`);
      if (bad && arrives?.good === true && arrives.from >= lostAt) continue;
      // That nobody would tell of its loss from now on is no good news.
      const told = supply.flowOf(this.#member, left, pipeline) !== null;
      if (!bad && (!told || supply.lack(channelArn, left, pipeline) !== null)) continue;
      const { standbyMemoryMs, flow } = group.policy;
      const until = Math.min(leftAt, event.now) + (bad ? standbyMemoryMs : flow.maxAgeMs);
      this.#left(`${left}/${pipeline}`, !bad, event.now, until - skewMaxMs);
    }
  }

  /** How it left the air is remembered until then. */
  #left(key: string, good: boolean, at: Millis, until: Millis): void {
    const knownAt = this.#world.time.now();
    const word: Word = { good, at, from: at, before: null, knownAt };
    this.#words.set(`${key}/left`, word);
    this.#world.time.after(Math.max(0, until - knownAt), () => {
      if (this.#words.get(`${key}/left`) !== word) return;
      this.#forget(key, ['left']);
      if (!good) this.#unproven.add(key);
    });
  }
}
