import type { InputSpec } from '../estate.ts';

/** How many pipelines an input serves. It follows from the number of flows: for MediaConnect inputs it cannot be set. */
export function inputClass({ type, flowArns }: InputSpec): 'STANDARD' | 'SINGLE_PIPELINE' {
  return type === 'MEDIACONNECT' && flowArns.length === 1 ? 'SINGLE_PIPELINE' : 'STANDARD';
}
