import type { Stack, Unfinished } from './stack.ts';
import { tellResource } from './stack-history.ts';

/**
 * Takes back what a failed operation did, in the reverse of its order. A step that fails ends it there, and the rest waits for
 * ContinueUpdateRollback (CloudFormation User Guide, "Continue rolling back an update").
 *
 * @param skip - logical ids that are left as they are
 */
export async function rollBack(
  stack: Stack,
  { undo, before, rollback }: Unfinished,
  tell: (status: string, reason?: string) => void,
  skip: readonly string[] = [],
): Promise<void> {
  for (let step = undo.at(-1); step !== undefined; step = undo.at(-1)) {
    const { logicalId, run } = step;
    try {
      if (!skip.includes(logicalId)) await run();
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      const { ref = '', type = '' } = stack.resources.get(logicalId) ?? {};
      tellResource(stack, { logicalId, ref, type }, 'UPDATE_FAILED', reason);
      tell(`${rollback}_FAILED`, `The following resource(s) failed to update: [${logicalId}].`);
      return;
    }
    undo.pop();
  }
  stack.resources = before;
  delete stack.unfinished;
  tell(`${rollback}_COMPLETE`);
}
