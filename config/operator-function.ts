/**
 * By what the command line knows the operator function of any deployment, whatever its name. Descriptions come with the list of
 * functions and tags do not: the one says which functions to look at, the other decides.
 */
export const operatorFunction = {
  description: 'Answers and carries out what operators ask: list, status, switch, hold and the like',
  /** Every function of a deployment has this tag; its value says which it is. */
  tag: 'medialive-failover:function',
  tagValue: 'operator',
} as const;
