import type { StackPlan, StackVerdict } from './plan.ts';
import { commandOf } from './recipe.ts';

export const meanings: Readonly<Record<StackVerdict, string>> = {
  unchanged: 'nothing changes',
  made: 'is made',
  'in place': 'changes while everything runs',
  gap: 'changes flows that run: a gap in their picture',
  stops: 'STOPS THE CHANNEL and starts it again: minutes off air',
  refused: 'IS REFUSED, and stays as it was',
  'not reached': 'is not deployed, because the one before is refused',
  'left behind': 'stays, and costs: the new file has it no longer',
};

/** The plan as text: a line for each stack, and below it what is replaced, why it is refused, and what to do. */
export function renderPlan(
  plan: readonly StackPlan[],
  files: { readonly old: string; readonly new: string },
): string {
  const width = Math.max(...plan.map(({ stack }) => stack.length));
  const named = (text: string) => text.replace(/\bOLD\b/, files.old).replace(/\bNEW\b/, files.new);
  const lines = plan.flatMap(({ stack, verdict, replaced, reason, recipe }) => [
    `${stack.padEnd(width)}  ${meanings[verdict]}`,
    ...replaced.map((resource) => `  another takes the place of ${resource}`),
    ...(reason === undefined ? [] : [`  ${reason}`]),
    ...(recipe === undefined
      ? []
      : [`  ${recipe.why} Do:`, ...recipe.steps.map((step, at) => `  ${at + 1}. ${named(commandOf(step))}`)]),
  ]);
  return [...lines, ...leftBehind(plan, files.old)].join('\n');
}

function leftBehind(plan: readonly StackPlan[], old: string): readonly string[] {
  // The channel's stack uses what the contribution's exports, and the control plane what the channel's does.
  const left = plan.filter(({ verdict }) => verdict === 'left behind').map(({ stack }) => stack);
  if (left.length === 0) return [];
  return [
    '',
    'What stays is deleted by hand, when nothing uses it any more:',
    `  npx cdk destroy -c config=${old} ${left.toReversed().join(' ')}`,
  ];
}
