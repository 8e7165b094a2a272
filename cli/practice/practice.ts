import type { OperatorRequest } from '../../control/operator/protocol.ts';
import type { OperatorResponse } from '../../control/operator/responses.ts';
import type { ChannelStatus } from '../../control/operator/views.ts';
import { isOn, type Route } from './preconditions.ts';
import { standing, type PracticeCheck, type PracticeReport } from './report.ts';

/** How often the channel is asked about while something is awaited: each question is an invocation. */
const askMs = 1000;

/** After the instant of a switch: as long as the control plane itself may take to see it and to try once more. */
const graceMs = 60_000;

/** Times of input changes are to the second. */
const punctualMs = 2000;

export interface PracticeSetting {
  readonly ask: (request: OperatorRequest) => Promise<OperatorResponse>;
  readonly now: () => Date;
  readonly sleep: (ms: number) => Promise<void>;
  readonly say: (what: string) => void;
  /** How often the operator has interrupted: once, go back now; twice, leave it as it is. */
  readonly interruptions: () => number;
}

export interface PracticePlan extends Route {
  /** By its ARN, so that it is the same one all along. */
  readonly channel: string;
  readonly name: string;
  readonly stayMs: number;
  readonly by: string;
  readonly reason: string;
  /** What was intended had been chosen by automation: it gets that right back. */
  readonly handBack: boolean;
}

/** A practice switch and return. However it goes, it says how it leaves the channel. */
export class Practice {
  readonly #setting: PracticeSetting;
  readonly #plan: PracticePlan;
  readonly #timeline: PracticeReport['timeline'][number][] = [];
  readonly #checks: PracticeCheck[] = [];
  #last: ChannelStatus | null = null;

  constructor(setting: PracticeSetting, plan: PracticePlan) {
    this.#setting = setting;
    this.#plan = plan;
  }

  async run(): Promise<PracticeReport> {
    const { from, to, stayMs } = this.#plan;
    const away = await this.#move(to);
    if (away === 'refused') return this.#report(false);
    const stayed = away === 'there' && (await this.#stay(stayMs));
    if (this.#leaves()) return this.#report(false);
    const back = await this.#move(from);
    if (back === 'there') await this.#handBack();
    return this.#report(away === 'there' && stayed && back === 'there');
  }

  /** Orders a switch and waits until it is seen on every running pipeline. */
  async #move(to: string): Promise<'there' | 'refused' | 'not there'> {
    const { channel, by, reason } = this.#plan;
    const orderedAt = this.#setting.now().getTime();
    const response = await this.#try({ command: 'switch', channel, to, by, reason });
    if (response !== null && !response.ok) {
      this.#note(`switch to ${to} refused: ${response.error.message}`);
      this.#check(`switch to ${to} ordered`, 'refused', 'accepted', false);
      return 'refused';
    }
    // Without an answer the order may have been carried out all the same.
    const ordered = response !== null && 'switch' in response ? response.switch : null;
    const startAt = ordered === null ? orderedAt : Date.parse(ordered.startAt);
    this.#note(
      ordered === null
        ? `no answer to the order to ${to}: looking whether it was carried out`
        : `ordered: both pipelines to ${to} at ${ordered.startAt}, as ${ordered.actionName}`,
    );
    const seen = await this.#until((status) => isOn(status, to) && status.switch === null, startAt + graceMs);
    if (seen === null) {
      this.#check(`every running pipeline on ${to}`, 'no', 'yes', false);
      return 'not there';
    }
    this.#measure(to, startAt, orderedAt, seen, ordered !== null);
    return 'there';
  }

  #measure(to: string, startAt: number, orderedAt: number, seen: ChannelStatus, known: boolean): void {
    const since = (['0', '1'] as const)
      .filter((id) => seen.pipelines[id].running === true)
      .map((id) => Date.parse(seen.pipelines[id].since ?? ''))
      .filter((at) => !Number.isNaN(at));
    const first = Math.min(...since);
    const last = Math.max(...since);
    this.#note(`verified: every running pipeline is on ${to}`);
    this.#check(
      `every running pipeline on ${to}`,
      `${seconds(last - orderedAt)} after the order`,
      'yes',
      true,
    );
    const apart = last - first;
    this.#check('between the pipelines', seconds(apart), `<= ${seconds(punctualMs)}`, apart <= punctualMs);
    if (!known) return;
    const off = Math.abs(last - startAt);
    this.#check(
      'off the instant that was ordered',
      seconds(off),
      `<= ${seconds(punctualMs)}`,
      off <= punctualMs,
    );
  }

  /** True: the channel was well on the other site for as long as it was to stay, or the operator had seen enough. */
  async #stay(stayMs: number): Promise<boolean> {
    const { to } = this.#plan;
    const end = this.#setting.now().getTime() + stayMs;
    this.#note(`staying on ${to} for ${seconds(stayMs)}`);
    const trouble = await this.#until((status) => status.incident !== null || !isOn(status, to), end);
    const well = trouble === null;
    if (!well) this.#note(`trouble on ${to}: ${trouble.incident?.reason ?? 'the channel has left it'}`);
    this.#check(`well on ${to} while it was there`, well ? 'yes' : 'no', 'yes', well);
    return well;
  }

  async #handBack(): Promise<void> {
    const { channel, by, reason, handBack } = this.#plan;
    if (!handBack) return;
    const response = await this.#try({ command: 'release', channel, by, reason });
    this.#note(response?.ok === true ? 'handed back to automation' : 'NOT handed back to automation');
    this.#check(
      'handed back to automation',
      response?.ok === true ? 'yes' : 'no',
      'yes',
      response?.ok === true,
    );
  }

  /** Looks until it is so; null: not in time, or the operator interrupts. The time is over only after a last look. */
  async #until(isSo: (status: ChannelStatus) => boolean, end: number): Promise<ChannelStatus | null> {
    const { now, sleep, interruptions } = this.#setting;
    const before = interruptions();
    for (;;) {
      const isLast = now().getTime() >= end;
      const status = await this.#look();
      if (status !== null && isSo(status)) return status;
      if (isLast || this.#leaves() || (interruptions() > before && status?.switch === null)) return null;
      await sleep(Math.min(askMs, Math.max(1, end - now().getTime())));
    }
  }

  async #look(): Promise<ChannelStatus | null> {
    const response = await this.#try({ command: 'status', channel: this.#plan.channel });
    if (response?.ok !== true || response.command !== 'status') return null;
    this.#last = response.channel;
    return response.channel;
  }

  /** null: there was no answer, which in the middle of a switch is no reason to give up. */
  async #try(request: OperatorRequest): Promise<OperatorResponse | null> {
    try {
      return await this.#setting.ask(request);
    } catch (error) {
      this.#note(
        `no answer to ${request.command}: ${error instanceof Error ? error.message : String(error)}`,
      );
      return null;
    }
  }

  #leaves(): boolean {
    return this.#setting.interruptions() > 1;
  }

  async #report(succeeded: boolean): Promise<PracticeReport> {
    const { name, from, to } = this.#plan;
    const status = (await this.#look()) ?? null;
    const home = status !== null && isOn(status, from) && status.switch === null;
    const passed = succeeded && home && this.#checks.every((check) => check.passed);
    return {
      channel: name,
      from,
      to,
      passed,
      timeline: this.#timeline,
      checks: this.#checks,
      leftAs: standing(status ?? this.#last, name),
      nextSteps: home ? [] : this.#wayBack(status),
    };
  }

  #wayBack(status: ChannelStatus | null): readonly string[] {
    const { name, from } = this.#plan;
    return [
      ...(status === null ? ['That was the last answer; there is none now.'] : []),
      `Look: failover status ${name}`,
      ...(status?.switch == null ? [] : ['Wait until the switch in flight is done.']),
      `Go back: failover switch ${name} ${from} --yes`,
      "If that does not work, switch in MediaLive's console: the control plane adopts what it sees.",
    ];
  }

  #note(what: string): void {
    this.#timeline.push({ at: this.#setting.now().toISOString(), what });
    this.#setting.say(what);
  }

  #check(what: string, measured: string, wanted: string, passed: boolean): void {
    this.#checks.push({ what, measured, wanted, passed });
  }
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
