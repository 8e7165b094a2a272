/**
 * Goal: every change that a configuration allows has an answer. It is carried out in place, or stops the channel as the plan says,
 * or is refused with a recipe that works; nothing ends in between. CloudFormation is the twin's, by CloudFormation's own
 * specification; the table in docs/changes.md is written from what it did.
 */
import { describe, expect, it } from '@jest/globals';
import { planChange, type FileChange, type StackPlan } from '../../../cli/plan/plan.ts';
import { playDeployment } from '../../../cli/plan/play.ts';
import { commandOf } from '../../../cli/plan/recipe.ts';
import { openDryRun } from '../../../twin/dry-run.ts';
import { GeneratedPart } from '../../generated-part.ts';
import { authorizationFindings } from '../../lib/independent/authorization.ts';
import { stackTemplateOf } from '../../lib/independent/deployed-template.ts';
import { templateFindings } from '../../lib/independent/template-rules.ts';
import { filesOf, type Change } from './change-files.ts';
import { channelChanges } from './channel-changes.ts';
import { deploymentStacks, type OrderedStack } from './deployment-stacks.ts';
import { pausesWhatChanges } from './pauses-what-changes.ts';
import { siteChanges } from './site-changes.ts';

const place = { account: '000000000000', region: 'eu-west-1' };
const made = new Map<string, readonly OrderedStack[]>();

function stacksOf(configuration: object): readonly OrderedStack[] {
  const key = JSON.stringify(configuration);
  const stacks = made.get(key) ?? deploymentStacks(configuration);
  made.set(key, stacks);
  return stacks;
}

const withoutChannel = (configuration: object, name: string): object => ({
  ...configuration,
  channels: ('channels' in configuration && Array.isArray(configuration.channels)
    ? configuration.channels
    : []
  ).filter((channel: object) => !('name' in channel) || channel.name !== name),
});

const planned = ({ before, after }: Change): FileChange => ({
  place,
  deployment: 'live',
  stacksOf: (file, without) => {
    const configuration = file === 'OLD' ? before : after;
    return Promise.resolve(
      stacksOf(without === undefined ? configuration : withoutChannel(configuration, without)),
    );
  },
});

/** Deploys one file after the other; what was refused, and why. */
async function refusalsOf(...configurations: readonly object[]): Promise<readonly string[]> {
  const dryRun = await openDryRun(place);
  try {
    const refusals: string[] = [];
    for (const configuration of configurations) {
      const played = await playDeployment(dryRun, stacksOf(configuration));
      refusals.push(
        ...played.flatMap(({ name, outcome, reason }) =>
          outcome === 'refused' ? [`${name}: ${reason ?? ''}`] : [],
        ),
      );
    }
    return refusals;
  } finally {
    await dryRun.close();
  }
}

const changes = [...siteChanges, ...channelChanges];
const table = new Map<string, readonly StackPlan[]>();

describe('a change of a configuration', () => {
  it.each(changes.map((change) => [change.what, change] as const))(
    'has an answer: %s',
    async (what, change) => {
      const plan = await planChange(planned(change));
      table.set(what, plan);
      expect(pausesWhatChanges(plan)).toEqual([]);
      const refused = plan.filter(({ verdict }) => verdict === 'refused');

      // What is refused has a recipe, and one that asks for another file works with that file.
      expect(refused.filter(({ recipe }) => recipe === undefined).map(({ reason }) => reason)).toEqual([]);
      const asks = refused.some(({ recipe }) => recipe?.steps.some(({ kind }) => kind === 'write') === true);
      const { before, between, instead, after } = change;
      const way = instead === undefined ? [before, ...(between ? [between] : []), after] : [before, instead];
      expect(asks).toBe(between !== undefined || instead !== undefined);
      expect(asks ? await refusalsOf(...way) : []).toEqual([]);
    },
    60_000,
  );

  it.each([...eachFileOnce()])(
    'is made of files that AWS takes, by rules that are not ours: %s',
    async (_which, configuration) => {
      const deployment = stacksOf(configuration).map(stackTemplateOf);
      expect([...templateFindings(deployment), ...(await authorizationFindings(deployment))]).toEqual([]);
    },
  );

  it('is in the table of the document, as it ends', async () => {
    const part = new GeneratedPart('changes.md', 'changes');
    const written = await part.formatted(tableOf(table));
    if (process.env['UPDATE_REFERENCE'] !== undefined) part.write(written);

    expect(part.read()).toBe(written);
  });
});

/** The files of all changes, each under the first change that has it: many begin with the same one. */
function eachFileOnce(): ReadonlyMap<string, object> {
  const named = new Map<string, object>();
  const known = new Set<string>();
  for (const change of changes) {
    for (const configuration of filesOf(change).filter((one) => !known.has(JSON.stringify(one)))) {
      known.add(JSON.stringify(configuration));
      named.set(`${change.what}, ${filesOf(change).indexOf(configuration) + 1}`, configuration);
    }
  }
  return named;
}

function tableOf(plans: ReadonlyMap<string, readonly StackPlan[]>): string {
  const rows = [...plans].map(([what, plan]) => `| ${what} | ${endOf(plan)} | ${detailOf(plan)} |`);
  return ['| what changes | how it ends | |', '| --- | --- | --- |', ...rows].join('\n');
}

const ends = ['refused', 'stops', 'gap', 'in place', 'made'] as const;

function endOf(plan: readonly StackPlan[]): string {
  const worst = ends.find((end) => plan.some(({ verdict }) => verdict === end));
  const words = {
    refused: 'refused, with a recipe',
    stops: '**stops the channel**',
    gap: 'a gap in the picture',
    'in place': 'in place',
    made: 'is made',
  };
  return worst === undefined ? 'nothing' : words[worst];
}

function detailOf(plan: readonly StackPlan[]): string {
  const recipe = plan.find(({ verdict }) => verdict === 'refused')?.recipe;
  if (recipe !== undefined) return recipe.steps.map((step) => `\`${commandOf(step)}\``).join('; ');
  const left = plan.filter(({ verdict }) => verdict === 'left behind').map(({ stack }) => stack);
  return left.length === 0 ? '' : `stay: ${left.join(', ')}`;
}
