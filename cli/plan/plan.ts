import type { AssemblyStack } from '../../twin/cloudformation/assembly.ts';
import type { StackEvent } from '../../twin/cloudformation/stack.ts';
import { openDryRun, type DryRun } from '../../twin/dry-run.ts';
import { playDeployment, type PlayedStack } from './play.ts';
import { recipesFor, type FileName, type Place, type Recipe, type Step } from './recipe.ts';

/**
 * How a change of the configuration ends for one stack: nothing is touched, it is carried out while everything runs, a pipeline
 * has a gap, the channel is stopped for minutes, CloudFormation refuses it, or the stack stays although the file has it no longer.
 */
export type StackVerdict = Exclude<PlayedStack['outcome'], 'updated'> | 'in place' | 'gap' | 'stops';

export interface StackPlan {
  readonly stack: string;
  readonly verdict: StackVerdict;
  /** Types of what is changed in place. */
  readonly changed: readonly string[];
  /** Logical ids of what another takes the place of, each with its type. */
  readonly replaced: readonly string[];
  /** Why it is refused, in CloudFormation's words. */
  readonly reason: string | undefined;
  /** What to do instead; undefined where nothing is refused, or nothing is known to help. */
  readonly recipe: Recipe | undefined;
}

/** What there is to plan with: the stacks of each file, and where they are. */
export interface FileChange {
  readonly place: { readonly account: string; readonly region: string };
  readonly deployment: string;
  /** `without`: as if that channel were not in the file. */
  readonly stacksOf: (file: FileName, without?: string) => Promise<readonly AssemblyStack[]>;
}

/** Deploys the new file where the old one stands, and says what happens stack by stack. */
export async function planChange(change: FileChange): Promise<readonly StackPlan[]> {
  const dryRun = await openDryRun(change.place);
  try {
    await standing(dryRun, change);
    const played = await playDeployment(dryRun, await change.stacksOf('NEW'));
    return await Promise.all(played.map(async (stack) => planOf(stack, await recipeOf(stack, change))));
  } finally {
    await dryRun.close();
  }
}

/** The deployment as it stands; rejects where the old file itself cannot be deployed. */
async function standing(dryRun: DryRun, { stacksOf }: FileChange): Promise<void> {
  const played = await playDeployment(dryRun, await stacksOf('OLD'));
  const refused = played.find(({ outcome }) => outcome === 'refused');
  if (refused !== undefined) throw new RefusedStanding(refused);
}

/** The file that is said to be deployed cannot be. No `KnownError`: the command makes it one, as it knows the file's name. */
export class RefusedStanding extends Error {
  constructor({ name, reason = '' }: PlayedStack) {
    super(`${name}: ${reason}`);
  }
}

function planOf(stack: PlayedStack, recipe: Recipe | undefined): StackPlan {
  return {
    stack: stack.name,
    verdict: verdictOf(stack),
    changed: stack.events.flatMap(({ type, status }) => (status === 'UPDATE_COMPLETE' ? [type] : [])),
    replaced: stack.events.flatMap(({ logicalId, type, reason }) =>
      reason?.startsWith('Requested update requires') === true ? [`${logicalId} (${type})`] : [],
    ),
    reason: stack.reason,
    recipe,
  };
}

/** MediaConnect applies an update to an active flow, with a gap in its picture. */
const interrupting = ['AWS::MediaConnect::Flow', 'AWS::MediaConnect::FlowSource'];

function verdictOf({ outcome, events }: PlayedStack): StackVerdict {
  if (outcome !== 'updated') return outcome;
  if (events.some(isUpdateOf(['Custom::WorkflowPause']))) return 'stops';
  return events.some(isUpdateOf(interrupting)) ? 'gap' : 'in place';
}

const isUpdateOf =
  (types: readonly string[]) =>
  ({ type, status }: StackEvent): boolean =>
    types.includes(type) && status === 'UPDATE_COMPLETE';

/** The first recipe that works when it is played; one that asks for another file is taken at its word. */
async function recipeOf(stack: PlayedStack, change: FileChange): Promise<Recipe | undefined> {
  if (stack.outcome !== 'refused') return undefined;
  const place = placeOf(change, await change.stacksOf('OLD'));
  for (const recipe of recipesFor(stack, place)) {
    const isForAPerson = recipe.steps.some(({ kind }) => kind === 'write');
    if (isForAPerson || (await works(recipe, change))) return recipe;
  }
  return undefined;
}

function placeOf({ deployment }: FileChange, stacks: readonly AssemblyStack[]): Place {
  const names = stacks.map(({ name }) => name);
  return {
    deployment,
    isOnlyChannel: names.filter((name) => name.endsWith('-channel')).length === 1,
    hasContribution: names.some((name) => name.endsWith('-contribution')),
  };
}

async function works({ steps }: Recipe, change: FileChange): Promise<boolean> {
  const dryRun = await openDryRun(change.place);
  try {
    await standing(dryRun, change);
    for (const step of steps) if (!(await succeeds(step, dryRun, change))) return false;
    return true;
  } finally {
    await dryRun.close();
  }
}

async function succeeds(step: Step, dryRun: DryRun, { stacksOf }: FileChange): Promise<boolean> {
  switch (step.kind) {
    case 'write':
      return true;
    case 'deploy-all': {
      const played = await playDeployment(dryRun, await stacksOf(step.file));
      return played.every(({ outcome }) => outcome !== 'refused');
    }
    case 'deploy': {
      const stacks = (await stacksOf(step.file, step.without)).filter(({ name }) => name === step.stack);
      const deployed = await Promise.all(stacks.map((stack) => dryRun.deploy(stack)));
      return deployed.length > 0 && deployed.every(({ status }) => /^(CREATE|UPDATE)_COMPLETE$/.test(status));
    }
    case 'destroy':
      for (const name of step.stacks) {
        const stack = await dryRun.destroy(name);
        if (stack !== undefined && stack.status !== 'DELETE_COMPLETE') return false;
      }
      return true;
  }
}
