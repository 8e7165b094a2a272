import type { ChannelFacts } from './facts.ts';
import { bySeverity, type Finding } from './finding.ts';
import { allRules } from './rules/all-rules.ts';

/** Everything that is to be said about a channel's fitness for failover, the gravest first. */
export function examine(facts: ChannelFacts): readonly Finding[] {
  return allRules
    .flatMap(({ name, demands, source, look }) =>
      look(facts).map((remark) => ({ rule: name, ...remark, demanded: demands, source })),
    )
    .sort(bySeverity);
}
