import type { JsonObject } from '../gateway/json-value.ts';
import { dropResource } from './drop-resource.ts';
import { resolveObject } from './intrinsics.ts';
import { physicalName } from './physical-name.ts';
import { replacingChanges } from './replacement.ts';
import type { Resource, ResourceContext, ResourceProvider } from './resource-provider.ts';
import { isSame } from './same-value.ts';
import type { Stack, StackResource, StackSource, Undo } from './stack.ts';
import { tellResource } from './stack-history.ts';
import type { StackIdentity, StackScope } from './stack-scope.ts';
import type { Template } from './template.ts';

/** One resource on its way to what the template says. */
export interface Step {
  readonly stack: Stack;
  readonly identity: StackIdentity;
  readonly source: StackSource;
  readonly declared: Template['Resources'][string];
  readonly logicalId: string;
  readonly scope: StackScope;
  /** As it stands; undefined: there is none yet. */
  readonly old: StackResource | undefined;
  readonly provider: ResourceProvider;
  readonly undo: Undo[];
  /** What has been done stays when a step fails: then nothing may be replaced. */
  readonly keepFailed: boolean;
}

/** CloudFormation's own words for a resource that is replaced. */
const replacing = 'Requested update requires the creation of a new physical resource; hence creating one.';

/** CloudFormation's own words (aws/aws-sam-cli issue 4164). */
const notKept = 'Replacement type updates not supported on stack with disable-rollback.';

/** Creates, keeps, changes or replaces one resource; rejects with the reason of the service, which is in the history by then. */
export async function bringResource(step: Step): Promise<StackResource> {
  const { stack, logicalId, declared, scope, old } = step;
  const { Type: type, DeletionPolicy: deletionPolicy, UpdateReplacePolicy: updateReplacePolicy } = declared;
  try {
    const properties = resolveObject(declared.Properties, scope);
    const policies = { type, properties, deletionPolicy, updateReplacePolicy };
    if (old?.type !== type) return await make(step, policies, old === undefined ? 0 : old.generation + 1);
    if (isSame(old.properties, properties)) return { ...old, ...policies };
    if (replacingChanges(type, old.properties, properties).length === 0) {
      return await change(step, old, policies);
    }
    if (step.keepFailed) throw new Error(notKept);
    return await make(step, policies, old.generation + 1);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const told = { logicalId, ref: old?.ref ?? '', type };
    tellResource(stack, told, `${old === undefined ? 'CREATE' : 'UPDATE'}_FAILED`, reason);
    throw new Error(`${stack.name}: ${logicalId} (${type}): ${reason}`, { cause: error });
  }
}

/** A custom resource that answers with another physical id has been replaced as well. */
export const isAnother = (old: Pick<StackResource, 'ref'>, made: Pick<StackResource, 'ref'>): boolean =>
  old.ref !== made.ref;

type Declared = Pick<StackResource, 'type' | 'properties' | 'deletionPolicy' | 'updateReplacePolicy'>;

/** The first of its logical id, or another beside the one that is there, which goes at the end. */
async function make(step: Step, declared: Declared, generation: number): Promise<StackResource> {
  const { stack, logicalId, old, provider, undo } = step;
  const { type, properties } = declared;
  const verb = old === undefined ? 'CREATE' : 'UPDATE';
  const reason = generation > 0 ? replacing : undefined;
  tellResource(stack, { logicalId, ref: old?.ref ?? '', type }, `${verb}_IN_PROGRESS`, reason);
  const made = {
    ...(await provider.create(properties, contextOf(step, generation))),
    ...declared,
    generation,
  };
  const { deletionPolicy: policy } = declared;
  // Of what the failed operation itself has made, `Retain` keeps it and `RetainExceptOnCreate` does not.
  const dropped = policy === 'RetainExceptOnCreate' ? 'Delete' : policy;
  undo.push({
    logicalId,
    run: async () => {
      await dropResource(stack, logicalId, made, dropped);
    },
  });
  tellResource(stack, { logicalId, ref: made.ref, type }, `${verb}_COMPLETE`);
  return made;
}

async function change(step: Step, old: StackResource, declared: Declared): Promise<StackResource> {
  const { stack, logicalId, provider, undo } = step;
  const { type, properties } = declared;
  const { generation } = old;
  const after = contextOf(step, generation);
  const before = contextOf({ ...step, source: stack.source }, generation);
  tellResource(stack, { logicalId, ref: old.ref, type }, 'UPDATE_IN_PROGRESS');
  const made = { ...(await inPlace(provider, old, properties, { after, before })), ...declared, generation };
  const run = async (): Promise<void> => {
    const back = await inPlace(provider, made, old.properties, { after: before, before: after });
    // A provider may give back what it was given, which is as the template wanted it.
    Object.assign(old, { ...back, properties: old.properties });
    if (isAnother(old, made)) await made.remove?.();
  };
  undo.push({ logicalId, run });
  tellResource(stack, { logicalId, ref: made.ref, type }, 'UPDATE_COMPLETE');
  return made;
}

/** What holds nothing is taken away and made again under the same name; when that is refused, the old one is made again. */
async function inPlace(
  provider: ResourceProvider,
  before: StackResource,
  properties: JsonObject,
  contexts: { readonly after: ResourceContext; readonly before: ResourceContext },
): Promise<Resource> {
  if (provider.update !== undefined) return provider.update(properties, before, contexts.after);
  await before.remove?.();
  try {
    return await provider.create(properties, contexts.after);
  } catch (error) {
    Object.assign(before, await provider.create(before.properties, contexts.before));
    throw error;
  }
}

function contextOf({ identity, source, declared, logicalId }: Step, generation: number): ResourceContext {
  const { stackName, stackId } = identity;
  return {
    ...identity,
    logicalId,
    generation,
    type: declared.Type,
    metadata: declared.Metadata,
    physicalName: (lengthMax) => physicalName({ stackName, stackId, logicalId, generation }, lengthMax),
    assetFolder: (s3Key) => source.assetFolder(s3Key),
  };
}
