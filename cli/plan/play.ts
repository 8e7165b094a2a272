import type { AssemblyStack } from '../../twin/cloudformation/assembly.ts';
import type { StackEvent } from '../../twin/cloudformation/stack.ts';
import type { DryRun } from '../../twin/dry-run.ts';

/** What a deployment does to one stack. */
export interface PlayedStack {
  readonly name: string;
  /** `not reached`: a stack before it was refused, and `cdk deploy --all` ends there. `left behind`: the new file has it no longer. */
  readonly outcome: 'made' | 'unchanged' | 'updated' | 'refused' | 'not reached' | 'left behind';
  /** What CloudFormation says while it does it. */
  readonly events: readonly StackEvent[];
  /** Why it is refused, in CloudFormation's words. */
  readonly reason: string | undefined;
}

/** Deploys the stacks in their order, as `cdk deploy --all` does, and ends at the first that is refused. */
export async function playDeployment(
  dryRun: DryRun,
  stacks: readonly AssemblyStack[],
): Promise<readonly PlayedStack[]> {
  const played: PlayedStack[] = [];
  for (const stack of stacks) {
    const isOver = played.some(({ outcome }) => outcome === 'refused');
    played.push(
      isOver
        ? { name: stack.name, outcome: 'not reached', events: [], reason: undefined }
        : await playStack(dryRun, stack),
    );
  }
  const named = new Set(stacks.map(({ name }) => name));
  const left = dryRun.stacks.filter(({ name }) => !named.has(name));
  return [
    ...played,
    ...left.map(({ name }) => ({ name, outcome: 'left behind' as const, events: [], reason: undefined })),
  ];
}

async function playStack(dryRun: DryRun, stack: AssemblyStack): Promise<PlayedStack> {
  const before = dryRun.stacks.find(({ name }) => name === stack.name);
  const eventsBefore = before?.events.length ?? 0;
  const isNew = before === undefined;
  const after = await dryRun.deploy(stack);
  const events = after.events.slice(eventsBefore);
  const failure = events.find(({ status }) => status.endsWith('_FAILED'));
  const rolledBack = events.find(({ status }) => status.endsWith('ROLLBACK_IN_PROGRESS'));
  const reason = failure?.reason ?? rolledBack?.reason;
  if (!['CREATE_COMPLETE', 'UPDATE_COMPLETE'].includes(after.status)) {
    return { name: stack.name, outcome: 'refused', events, reason };
  }
  const isChanged = events.some(({ logicalId }) => logicalId !== stack.name);
  return {
    name: stack.name,
    outcome: isNew ? 'made' : isChanged ? 'updated' : 'unchanged',
    events,
    reason: undefined,
  };
}
