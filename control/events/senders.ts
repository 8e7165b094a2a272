/** The ids of roles, as they stand in a variable of a function's environment. */
export function roleIdsIn(variable: string): readonly string[] {
  return variable.split(',');
}

/** Stands in place of a role's id where EventBridge brings events without one: SQS names nobody of ours then. */
export const anySender = 'any';
