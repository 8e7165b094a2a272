/** Goal: a fault of the product that wedges a change is seen by playing the changes. Each is one that was there, or nearly. */
import { describe, expect, it } from '@jest/globals';
import { planChange } from '../../../cli/plan/plan.ts';
import { playDeployment } from '../../../cli/plan/play.ts';
import type { AssemblyStack } from '../../../twin/cloudformation/assembly.ts';
import { openDryRun } from '../../../twin/dry-run.ts';
import { isJsonObject, parseJsonObject, type JsonObject } from '../../../twin/gateway/json-value.ts';
import type { Change } from './change-files.ts';
import { channelChanges } from './channel-changes.ts';
import { deploymentStacks } from './deployment-stacks.ts';
import { pausesWhatChanges } from './pauses-what-changes.ts';
import { siteChanges } from './site-changes.ts';

type Spoil = (stack: AssemblyStack, file: 'OLD' | 'NEW') => AssemblyStack;

const place = { account: '000000000000', region: 'eu-west-1' };

const changeNamed = (what: string): Change => {
  const found = [...siteChanges, ...channelChanges].find((change) => change.what === what);
  if (found === undefined) throw new Error(`There is no change "${what}".`);
  return found;
};

/** Another text in the template of the stacks whose name ends so. */
const rewrite =
  (suffix: string, change: (text: string) => string, only?: 'OLD' | 'NEW'): Spoil =>
  (stack, file) =>
    stack.name.endsWith(suffix) && (only === undefined || only === file)
      ? { ...stack, template: parseJsonObject(change(JSON.stringify(stack.template))) ?? {} }
      : stack;

/** Another resource in the place of each of a type. */
const replaceEach =
  (type: string, change: (resource: JsonObject) => JsonObject, only?: 'OLD' | 'NEW'): Spoil =>
  (stack, file) => {
    const resources = stack.template['Resources'];
    if (!isJsonObject(resources) || (only !== undefined && only !== file)) return stack;
    const changed = Object.entries(resources).map(([id, resource]) => [
      id,
      isJsonObject(resource) && resource['Type'] === type ? change(resource) : resource,
    ]);
    return {
      ...stack,
      template: { ...stack.template, Resources: Object.fromEntries(changed) as JsonObject },
    };
  };

const withProperties = (resource: JsonObject, change: (properties: JsonObject) => JsonObject): JsonObject => {
  const properties = resource['Properties'];
  return { ...resource, Properties: change(isJsonObject(properties) ? properties : {}) };
};

const attachmentsByPriority = replaceEach(
  'AWS::MediaLive::Channel',
  (channel) =>
    withProperties(channel, (properties) => {
      const attachments = properties['InputAttachments'];
      return { ...properties, InputAttachments: Array.isArray(attachments) ? attachments.toReversed() : [] };
    }),
  'NEW',
);

const exportsWhatIsUsed = rewrite(
  '-origins',
  (text) => text.replaceAll(/"ExportsOutput[^"]*S3Access[^"]*":\{.*?\}\}(?=[,}])/g, '"Gone":{"Value":"x"}'),
  'NEW',
);

const oneNameForBothIngests = rewrite('-channel', (text) =>
  text.replaceAll('one-main-cmaf', 'one-main').replaceAll('Origin0cmaf', 'Origin0'),
);

const pauseThatSeesNothing = replaceEach('Custom::WorkflowPause', (pause) =>
  withProperties(pause, (properties) => ({ ...properties, Revision: 'same' })),
);

const inputBeforeItsPolicy = replaceEach('AWS::MediaLive::Input', ({ DependsOn: _gone, ...input }) => input);

const secondSourceAsPrimary = replaceEach(
  'AWS::MediaConnect::Flow',
  (flow) =>
    withProperties(flow, (properties) => ({
      ...properties,
      SourceFailoverConfig: {
        FailoverMode: 'FAILOVER',
        State: 'ENABLED',
        SourcePriority: { PrimarySource: 's1' },
      },
    })),
  'NEW',
);

/** What playing a change finds against it, with a fault in the templates. */
async function foundIn(what: string, spoil: Spoil): Promise<string> {
  const { before, after } = changeNamed(what);
  const stacks = {
    OLD: deploymentStacks(before).map((stack) => spoil(stack, 'OLD')),
    NEW: deploymentStacks(after).map((stack) => spoil(stack, 'NEW')),
  };
  const change = {
    place,
    deployment: 'live',
    stacksOf: (file: 'OLD' | 'NEW') => Promise.resolve(stacks[file]),
  };
  try {
    const plan = await planChange(change);
    const refused = plan.flatMap(({ verdict, reason = '' }) => (verdict === 'refused' ? [reason] : []));
    return [...refused, ...pausesWhatChanges(plan)].join('\n');
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe('playing the changes finds', () => {
  it.each<[string, string, Spoil, RegExp]>([
    [
      'attachments in the order of priority',
      'the priority of the sites',
      attachmentsByPriority,
      /already attached/,
    ],
    [
      'an export that goes with its last user',
      'an output is taken out',
      exportsWhatIsUsed,
      /cannot be deleted as it is in use/,
    ],
    ['one name for both kinds of ingest', 'HLS ingest becomes CMAF', oneNameForBothIngests, /already exists/],
    [
      'a pause that does not see the change',
      'the ladder',
      pauseThatSeesNothing,
      /changes without being paused/,
    ],
    [
      'a primary that is not there yet',
      'merge becomes failover',
      secondSourceAsPrimary,
      /is not the source that the flow is made with/,
    ],
  ])('%s', async (_fault, what, spoil, found) => {
    expect(await foundIn(what, spoil)).toMatch(found);
  });

  it.each([
    'the priority of the sites',
    'an output is taken out',
    'HLS ingest becomes CMAF',
    'the ladder',
    'merge becomes failover',
  ])('nothing without a fault: %s', async (what) => {
    expect(await foundIn(what, (stack) => stack)).toBe('');
  });

  it('an input that does not wait for its policy, which CloudFormation may make first', async () => {
    const stacks = deploymentStacks(changeNamed('the ladder').before).map((stack) =>
      inputBeforeItsPolicy(stack, 'NEW'),
    );
    expect(await reasonsOf(stacks)).toMatch(/may not mediaconnect:Managed/);
  });
});

/** What is refused when resources that do not depend on each other are made in the reverse order of the template. */
async function reasonsOf(stacks: readonly AssemblyStack[]): Promise<string> {
  const dryRun = await openDryRun(place, 'reversed');
  try {
    return (await playDeployment(dryRun, stacks)).map(({ reason = '' }) => reason).join('');
  } finally {
    await dryRun.close();
  }
}

describe('a deployment made in the reverse order', () => {
  it.each([
    'a source comes over a VPC',
    'a second source is added',
    'switching by quality',
    'MediaPackage v2 becomes v1',
    'a second bucket',
    'RTP straight into MediaLive becomes flows',
  ])('is no other: as after "%s"', async (what) => {
    expect(await reasonsOf(deploymentStacks(changeNamed(what).after))).toBe('');
  });
});
