import type { OperatorRequest } from '../../control/operator/protocol.ts';
import type { OperatorResponse } from '../../control/operator/responses.ts';
import type { ChannelStatus, SwitchView } from '../../control/operator/views.ts';
import { channelStatus, failoverToB, healthy } from './answers.ts';

/** When each test begins. */
export const start = Date.parse('2026-11-21T15:00:00Z');
/** From an order to its instant. */
export const leadMs = 16_000;

/** A channel and the operator function in front of it, on a clock that only sleeping moves. */
export class Estate {
  now = start;
  status: ChannelStatus = {
    ...channelStatus,
    sites: channelStatus.sites.map((group) => ({
      ...group,
      shown: group.name === 'A' ? 'Active' : 'Warm',
      pipelines: { '0': healthy, '1': healthy },
    })),
    switch: null,
    incident: null,
    recent: [],
  };
  readonly asked: OperatorRequest[] = [];
  readonly printed: string[] = [];
  typed = 'news-one';
  interrupt: () => void = () => undefined;
  /** Which pipelines carry out a switch. */
  moves: readonly ('0' | '1')[] = ['0', '1'];
  /** Happens at its time, once. */
  readonly later = new Map<number, () => void>();
  /** Answers instead, where it has an answer. */
  instead: (request: OperatorRequest) => OperatorResponse | Error | undefined = () => undefined;

  sleep(ms: number): Promise<void> {
    this.now += ms;
    for (const [at, act] of [...this.later]) {
      if (at > this.now) continue;
      this.later.delete(at);
      act();
    }
    const { switch: inFlight } = this.status;
    if (inFlight !== null && Date.parse(inFlight.startAt) <= this.now) this.#carryOut(inFlight);
    return Promise.resolve();
  }

  ask(request: OperatorRequest): Promise<OperatorResponse> {
    this.asked.push(request);
    const other = this.instead(request);
    if (other instanceof Error) return Promise.reject(other);
    return Promise.resolve(other ?? this.#answer(request));
  }

  change(change: Partial<ChannelStatus>): void {
    this.status = { ...this.status, ...change };
  }

  order(to: string): void {
    const startAt = new Date(this.now + leadMs).toISOString();
    const ordered: SwitchView = { ...failoverToB, kind: 'manual', from: null, to, startAt, by: 'kim' };
    this.change({ switch: ordered, intended: { group: to, by: 'operator', at: startAt } });
  }

  get orders(): readonly string[] {
    return this.asked.flatMap((request) =>
      request.command === 'switch' ? [request.to] : request.command === 'release' ? ['release'] : [],
    );
  }

  #answer(request: OperatorRequest): OperatorResponse {
    if (request.command === 'status') return { ok: true, command: 'status', channel: this.status };
    if (request.command === 'switch') this.order(request.to);
    return {
      ok: true,
      command: request.command === 'switch' ? 'switch' : 'release',
      dryRun: false,
      scope: 'channel',
      channel: { arn: this.status.arn, name: this.status.name },
      decisions: [],
      effects: [],
      switch: this.status.switch,
      planned: null,
      group: 'news',
      heldBefore: [],
      holds: [],
    };
  }

  #carryOut({ to, startAt }: SwitchView): void {
    const { pipelines } = this.status;
    const moved = (id: '0' | '1') =>
      this.moves.includes(id) ? { ...pipelines[id], onAir: to, since: startAt } : pipelines[id];
    const isDone = this.moves.length === 2;
    this.change({
      pipelines: { '0': moved('0'), '1': moved('1') },
      switch: isDone ? null : this.status.switch,
    });
  }
}
