/**
 * The keys of the one table (docs/architecture.md has the whole layout). Callers pass ARNs and names that have been
 * parsed, so that no key is made of free text.
 */
export const keys = {
  state: (channelArn: string) => ({ PK: channelPartition(channelArn), SK: 'STATE' }),
  member: (channelArn: string) => ({ PK: channelPartition(channelArn), SK: 'MEMBER' }),
  claim: (channelArn: string, owner: string) => ({
    PK: channelPartition(channelArn),
    SK: `${claimPrefix}${owner}`,
  }),
  group: (name: string) => ({ PK: groupPartition(name), SK: 'CONFIG' }),
  index: (channelArn: string) => ({ PK: indexPartition, SK: `${channelPrefix}${channelArn}` }),
  flow: (flowArn: string, channelArn: string) => ({
    PK: flowPartition(flowArn),
    SK: `${channelPrefix}${channelArn}`,
  }),
  order: (token: string) => ({ PK: operatorPartition, SK: `ORDER#${token}` }),
  /** The calls of the while that begins then. */
  calls: (start: number) => ({ PK: operatorPartition, SK: `CALLS#${new Date(start).toISOString()}` }),
  /** Entries sort by time; the id keeps those of one millisecond apart. */
  log: (partition: string, at: number, id: string) => ({
    PK: partition,
    SK: `${logPrefix}${new Date(at).toISOString()}#${id}`,
  }),
};

export const channelPrefix = 'CHANNEL#';
export const claimPrefix = 'CLAIM#';
export const logPrefix = 'LOG#';
/** All managed channels, so that they can be listed without a scan. */
export const indexPartition = 'CHANNELS';
/** What the operator function keeps for its callers. */
const operatorPartition = 'OPERATOR';
export const channelPartition = (channelArn: string): string => `${channelPrefix}${channelArn}`;
export const groupPartition = (name: string): string => `GROUP#${name}`;
export const flowPartition = (flowArn: string): string => `FLOW#${flowArn}`;
