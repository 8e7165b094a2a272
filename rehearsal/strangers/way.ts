/** What an attacker wants of a channel; `delay`: that a loss is answered late. */
export type Aim = 'move' | 'freeze' | 'stop' | 'delay';

/** One way to harm a channel, tried again and again. */
export interface Way {
  readonly name: string;
  readonly aim: Aim;
  /** Rejects where AWS refuses it. */
  readonly attempt: () => Promise<unknown>;
}
