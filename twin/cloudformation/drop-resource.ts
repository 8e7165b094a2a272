import type { Stack, StackResource } from './stack.ts';
import { tellResource } from './stack-history.ts';

/**
 * Takes a resource away, unless its policy says that it stays.
 *
 * @returns false when the service keeps it, for a reason that is in the history
 */
export async function dropResource(
  stack: Stack,
  logicalId: string,
  resource: StackResource,
  policy: string,
): Promise<boolean> {
  const told = { logicalId, ref: resource.ref, type: resource.type };
  if (policy.startsWith('Retain')) {
    tellResource(stack, told, 'DELETE_SKIPPED');
    return true;
  }
  tellResource(stack, told, 'DELETE_IN_PROGRESS');
  try {
    await resource.remove?.();
    tellResource(stack, told, 'DELETE_COMPLETE');
    return true;
  } catch (error) {
    tellResource(stack, told, 'DELETE_FAILED', error instanceof Error ? error.message : String(error));
    return false;
  }
}
