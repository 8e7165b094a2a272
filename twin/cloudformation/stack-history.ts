import type { Stack } from './stack.ts';

/** Writes a line about the stack itself into its history. */
export function tellStack(stack: Stack, status: string, reason?: string): void {
  stack.status = status;
  if (reason === undefined) delete stack.statusReason;
  else stack.statusReason = reason;
  tellResource(
    stack,
    { logicalId: stack.name, ref: stack.id, type: 'AWS::CloudFormation::Stack' },
    status,
    reason,
  );
}

/** Writes a line about a resource into the history of its stack. */
export function tellResource(
  stack: Stack,
  { logicalId, ref, type }: { readonly logicalId: string; readonly ref: string; readonly type: string },
  status: string,
  reason?: string,
): void {
  const event = { at: Date.now(), logicalId, physicalId: ref, type, status };
  stack.events.push(reason === undefined ? event : { ...event, reason });
}
