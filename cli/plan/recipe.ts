import type { PlayedStack } from './play.ts';

/** The file that is deployed, and the one that is to be. */
export type FileName = 'OLD' | 'NEW';

/** One command of a recipe, or what has to be written in the file. */
export type Step =
  /** One stack alone; `without`: as the file would have it without that channel. */
  | { readonly kind: 'deploy'; readonly file: FileName; readonly stack: string; readonly without?: string }
  | { readonly kind: 'deploy-all'; readonly file: FileName }
  | { readonly kind: 'destroy'; readonly stacks: readonly string[] }
  | { readonly kind: 'write'; readonly text: string };

/** What to do where a deployment is refused. */
export interface Recipe {
  readonly why: string;
  readonly steps: readonly Step[];
}

/** The recipes that may help, by what CloudFormation or the service says; the plan gives the first that works when it is played. */
export function recipesFor({ name, reason = '' }: PlayedStack, place: Place): readonly Recipe[] {
  const exported = /^Export \S+ cannot be (?:deleted|updated) as it is in use by (\S+)/.exec(reason);
  if (exported !== null) return [userFirst(exported[1] ?? ''), anew(exported[1] ?? name, place)];
  if (reason.includes('is already attached to a channel')) return [anew(name, place)];
  if (/has 3 sources|sources of \S+ and/.test(reason)) return [withoutSecondSource];
  if (/^Port \S+ of the flow .* is used by another output/.test(reason)) return [anotherPort];
  return [];
}

/** The deployment, and whether the channel in question is its only one. */
export interface Place {
  readonly deployment: string;
  readonly isOnlyChannel: boolean;
  /** Whether the channel has flows of its own. */
  readonly hasContribution: boolean;
}

const userFirst = (user: string): Recipe => ({
  why: `${user} uses what goes, and is deployed after it: deploy it first.`,
  steps: [
    { kind: 'deploy', file: 'NEW', stack: user },
    { kind: 'deploy-all', file: 'NEW' },
  ],
});

/** The control plane lets go of the channel first: it uses what the channel's stack exports. */
function anew(stack: string, { deployment, isOnlyChannel, hasContribution }: Place): Recipe {
  const channel = stack.replace(/-(channel|contribution)$/, '');
  const own = [`${channel}-channel`, ...(hasContribution ? [`${channel}-contribution`] : [])];
  const controlPlane = `${deployment}-control-plane`;
  return {
    why: `Another flow or input takes the place of one that the channel has. Make the channel anew: it is off the air in between, and has another ARN and other addresses.${
      isOnlyChannel
        ? ' The control plane goes with its only channel; the history stays in its old table.'
        : ''
    }`,
    steps: [
      ...(isOnlyChannel
        ? [{ kind: 'destroy' as const, stacks: [controlPlane, ...own] }]
        : [
            {
              kind: 'deploy' as const,
              file: 'OLD' as const,
              stack: controlPlane,
              without: channel.slice(deployment.length + 1),
            },
            { kind: 'destroy' as const, stacks: own },
          ]),
      { kind: 'deploy-all', file: 'NEW' },
    ],
  };
}

const withoutSecondSource: Recipe = {
  why: 'A flow has two sources at most, of one protocol, and the new one is made before the old one goes.',
  steps: [
    { kind: 'write', text: 'Deploy a file without the second source and without sourceFailover.' },
    { kind: 'deploy-all', file: 'NEW' },
  ],
};

const anotherPort: Recipe = {
  why: 'The output with the new name is made before the old one goes, and listens on the same port.',
  steps: [
    { kind: 'write', text: 'Give the output another port as well.' },
    { kind: 'deploy-all', file: 'NEW' },
  ],
};

/** A step as a person carries it out. */
export function commandOf(step: Step): string {
  switch (step.kind) {
    case 'deploy':
      return step.without === undefined
        ? `npx cdk deploy -c config=${step.file} ${step.stack} --exclusively`
        : `npx cdk deploy -c config=COPY ${step.stack} --exclusively   # COPY: the file ${step.file} without channel ${step.without}`;
    case 'deploy-all':
      return `npx cdk deploy -c config=${step.file} --all`;
    case 'destroy':
      return `npx cdk destroy -c config=OLD ${step.stacks.join(' ')}`;
    case 'write':
      return step.text;
  }
}
