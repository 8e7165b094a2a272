import type { InputSpec } from '../estate.ts';

/** How many pipelines an input serves. It follows from the number of flows, sources or stream names: it cannot be set. */
export function inputClass({
  type,
  flowArns,
  sources = [],
  streamNames = [],
}: InputSpec): 'STANDARD' | 'SINGLE_PIPELINE' {
  const feeds = type === 'MEDIACONNECT' ? flowArns : [...sources, ...streamNames];
  return feeds.length === 1 ? 'SINGLE_PIPELINE' : 'STANDARD';
}
