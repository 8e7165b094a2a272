/** The ids of roles, as they stand in a variable of a function's environment. */
export function roleIdsIn(variable: string): readonly string[] {
  return variable.split(',');
}

/** Stands in place of a role's id where EventBridge brings events without one: SQS names nobody of ours then. */
export const anySender = 'any';

/**
 * Whether a message was sent under one of these roles. SQS itself names the sender, as the id of the role and the name of the
 * session (ReceiveMessage, `SenderId`), and keeps that name wherever it moves the message. So a rule or a dead-letter queue that
 * others have tampered with cannot speak for us, as a policy of the queue alone would let it.
 */
export function isSentBy(senderId: string | undefined, roleIds: readonly string[]): boolean {
  const [id] = (senderId ?? '').split(':', 1);
  return roleIds.some((role) => role === id);
}

/** Whether a message can be one of a rule: sent under its role, where it has one. */
export function isOfRule(senderId: string | undefined, ruleRoleId: string): boolean {
  return ruleRoleId === anySender || isSentBy(senderId, [ruleRoleId]);
}
