import type { FlowSpec } from '../../../twin/estate.ts';

export const place = { account: '000000000000', region: 'eu-west-1' };
const arn = (kind: string, name: string) =>
  `arn:aws:mediaconnect:${place.region}:${place.account}:${kind}:1-abc:${name}`;

/** A flow `name` with the sources named. */
export function flowSpec(name: string, sources = ['main'], rest: Partial<FlowSpec> = {}): FlowSpec {
  return {
    arn: arn('flow', name),
    name,
    availabilityZone: 'eu-west-1a',
    sources: sources.map((source) => ({ arn: arn('source', `${name}-${source}`), name: source })),
    startAs: 'ACTIVE',
    ...rest,
  };
}
