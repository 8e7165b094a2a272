import type { ChannelFacts } from './facts.ts';
import type { Remark } from './finding.ts';

/** One demand on a channel. `look` is pure: it sees what was gathered and nothing else. */
export interface Rule {
  /** In the output, for programs, and in docs/check.md. */
  readonly name: string;
  /** One sentence: how it has to be. */
  readonly demands: string;
  /** Where AWS says so, by the keys of the reference: `UG/page` of MediaLive's guide, `MC/page` of MediaConnect's. */
  readonly source: string;
  readonly look: (facts: ChannelFacts) => readonly Remark[];
}

/** The remarks whose condition is met. */
export function remarks(found: readonly (readonly [wrong: boolean, remark: Remark])[]): readonly Remark[] {
  return found.filter(([wrong]) => wrong).map(([, remark]) => remark);
}
