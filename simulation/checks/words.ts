import type { Millis } from '../../core/model/group.ts';
import type { VirtualTime } from '../../model/virtual-time.ts';
import { eventResolutionMs } from './tolerances.ts';

/** One thing that can be said of a site's pipeline, as it was last heard. */
export interface Word {
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
  /** By its own word it is the earlier of two of one second: it was so before, or nothing was. */
  readonly isEarlier?: boolean;
  /** It left the air with a window still open: nobody knows whether it was lost. */
  readonly suspected?: boolean;
  /** What is wrong with the content: it is bad where the policy counts any of it. */
  readonly flags?: readonly string[];
}

/**
 * What is said: whether media arrives, the flow's status, its content, an error, whether somebody sends, and whether it was
 * lost when it left the air.
 */
export type Subject = 'arrives' | 'status' | 'content' | 'error' | 'sends' | 'left';

/** So long after a loss a device that DescribeFlow names is one that sends again, not one that has not been given up yet. */
export const stalePeerMs = 20_000;

/** A flow and its source tell of one change within this time. */
const echoMs = 2000;

/** What was heard of one site on one pipeline, and what of it still stands. */
export class Words {
  readonly #time: VirtualTime;
  readonly #words = new Map<Subject, Word>();
  /** The second in which two things were said of the connection that contradict each other, of which nobody knows the later. */
  #undecidedAt: Millis = -Infinity;
  /** When the flow was last heard to be without its connections: what was said of those before is over. */
  #stoppedAt: Millis = -Infinity;
  /** Of that second nobody knows whether any bits come: who sends says nothing of it. */
  #bitsInDoubt = false;
  /** When something bad was last forgotten, by the world's clock. */
  #badUntil: Millis = -Infinity;
  /** MediaConnect has last said that its content is not as it should be. */
  #flagged = false;
  /** It was lost when it left the air, and nothing better has been heard. */
  #unproven = false;

  /** When the youngest of the alarms was raised that it left the air with: what is older says nothing of how it is since. */
  #lostAt: Millis = -Infinity;

  /** Until when it is remembered how it left the air. */
  #leftUntil: () => Millis = () => Infinity;

  constructor(time: VirtualTime) {
    this.#time = time;
  }

  get all(): readonly (readonly [Subject, Word])[] {
    this.#age();
    return [...this.#words];
  }

  get badUntil(): Millis {
    this.#age();
    return this.#badUntil;
  }

  get(subject: Subject): Word | undefined {
    this.#age();
    return this.#words.get(subject);
  }

  /**
   * Since then, somebody has said that media arrives or that its content is as it should be, or a device was seen to send to
   * it, or MediaLive was content with it when it left the air.
   */
  isVouchedForSince(youngest: Millis): boolean {
    this.#age();
    const vouchers: readonly Subject[] = [
      'arrives',
      'content',
      'left',
      ...(this.#bitsInDoubt ? [] : ['sends' as const]),
    ];
    const isYoung = (word?: Word) => word?.good === true && word.at > youngest;
    return !this.#unproven && vouchers.some((subject) => isYoung(this.#words.get(subject)));
  }

  hear(
    subject: Subject,
    good: boolean,
    at: Millis,
    how: Partial<Pick<Word, 'noBits' | 'isEarlier' | 'flags' | 'before'>> = {},
  ): void {
    const known = this.#words.get(subject);
    // An error of the second of which nobody knows how it ended may be over as well.
    const isUndecided = at <= this.#undecidedAt && (subject === 'arrives' || (subject === 'error' && !good));
    const isOver = isUndecided || (subject === 'arrives' && at < this.#stoppedAt);
    if ((known && at < known.at) || isOver) return;
    const contradicts = known?.at === at && known.good !== good;
    if (contradicts && how.isEarlier) return;
    if (contradicts && known.before === null && !known.isEarlier && subject === 'arrives') {
      this.#undecidedAt = at;
      this.#bitsInDoubt = Boolean(known.noBits) !== Boolean(how.noBits);
      this.#forget(subject);
      if (Number(this.#words.get('error')?.at) <= at) this.#forget('error');
      return;
    }
    const knownAt = this.#time.now();
    if (subject === 'arrives') this.#bitsInDoubt = false;
    if (!known) {
      this.#words.set(subject, { good, at, from: at, knownAt, ...how, before: how.before ?? null });
      return;
    }
    // Of a pair in one second the later is what was said before it: it went there and back.
    // Of an error the report that it is over is the later.
    const later = subject === 'error' ? true : (known.before ?? good);
    const verdict = contradicts && !known.isEarlier ? later : good;
    this.#words.set(subject, {
      good: verdict,
      at,
      from: verdict === known.good ? known.from : at,
      knownAt: verdict === known.good ? known.knownAt : knownAt,
      ...how,
      before: at === known.at ? known.before : known.good,
    });
    if (subject === 'arrives' && verdict && !known.good) this.#runsAgain(at);
  }

  /** Whether media arrives, by a report that may say how it was before; `before`: how it was, should nothing have been said yet. */
  hearConnection(
    connected: boolean,
    previous: boolean | null | undefined,
    at: Millis,
    how: Pick<Word, 'noBits' | 'before'>,
  ): void {
    const isEarlier = previous === connected || previous === null;
    const known = this.#words.get('arrives');
    this.hear('arrives', connected, at, { ...how, isEarlier });
    const arrives = this.#words.get('arrives');
    // Since its start, the first word of a connection is a new one.
    const isFirst = known === undefined && connected && this.#stoppedAt > -Infinity;
    const isChange = (previous !== undefined && previous !== connected) || isFirst;
    const isOld = connected && at + eventResolutionMs <= this.#lostAt;
    if (!isChange || isOld || arrives?.good !== connected || arrives.at !== at) return;
    // By its own word it is a change, whatever was heard before: another loss has a window of its own.
    const isEcho = known?.good === connected && at - known.at <= echoMs;
    if (connected) this.#runsAgain(at);
    if (connected || !isEcho) this.#words.set('arrives', { ...arrives, from: at });
  }

  /** What a flow received before it stopped says nothing of it once it has started again. */
  hearStatus(status: string | null, at: Millis): void {
    this.hear('status', status === 'ACTIVE', at);
    if (status === 'ACTIVE' || status === 'UPDATING') return;
    this.#stoppedAt = Math.max(at, this.#stoppedAt);
    const before = (['arrives', 'sends'] as const).filter((each) => Number(this.#words.get(each)?.at) <= at);
    this.#forget(...before);
  }

  /** A look that shows the status that is known is not written down: what comes late, and is older than it, counts after it. */
  seeStatus(status: string | null, at: Millis): void {
    const known = this.#words.get('status');
    if (known?.good !== (status === 'ACTIVE')) this.hearStatus(status, at);
  }

  hearContent(flags: readonly string[], at: Millis): void {
    this.hear('content', flags.length === 0, at, { flags });
    // It left the air for its flags, counted or not, and they are over.
    if (flags.length === 0 && this.#flagged) this.isBack();
    this.#flagged = flags.length > 0;
  }

  /** Whether DescribeFlow names a device that sends to it. That none is named says something where one was, or with an error. */
  hearSending(sending: boolean, at: Millis, hasErrors: boolean): void {
    const arrives = this.#words.get('arrives');
    const lost = arrives?.good === false && !arrives.noBits;
    const counts = sending || hasErrors || this.#words.has('sends');
    if (sending && lost && at >= arrives.at + stalePeerMs) {
      this.isBack();
      this.#forget('arrives');
    }
    // An event is dated to the second: one of the look's second may be the later.
    const isOverruled = !sending && arrives !== undefined && at < arrives.at + eventResolutionMs;
    if (counts && !isOverruled) this.hear('sends', sending, at);
  }

  /** How it left the air is remembered until then, by the policy of the day. */
  leave(
    good: boolean,
    at: Millis,
    until: () => Millis,
    { suspected, lostAt }: { readonly suspected: boolean; readonly lostAt: Millis },
  ): void {
    this.#lostAt = lostAt;
    this.#words.set('left', { good, at, from: at, before: null, knownAt: this.#time.now(), suspected });
    this.#leftUntil = until;
  }

  /** That it was lost when it left the air is over. */
  isBack(): void {
    this.#forget('left');
    this.#unproven = false;
    this.#lostAt = -Infinity;
  }

  /** A flow at which media arrives anew is running without errors, and so is whatever of it comes late. */
  #runsAgain(at: Millis): void {
    this.isBack();
    this.#forget('sends');
    this.hear('status', true, at);
    this.hear('error', true, at);
  }

  #age(): void {
    const left = this.#words.get('left');
    const until = this.#leftUntil();
    if (!left || this.#time.now() < until) return;
    this.#words.delete('left');
    if (left.good) return;
    this.#unproven = true;
    this.#badUntil = until;
  }

  #forget(...which: readonly Subject[]): void {
    for (const subject of which) {
      if (this.#words.get(subject)?.good === false) this.#badUntil = this.#time.now();
      this.#words.delete(subject);
    }
  }
}
