import type { AssemblyStack } from './cloudformation/assembly.ts';
import type { TemplateOrder } from './cloudformation/deployment-order.ts';
import { deliveryProviders } from './cloudformation/resources/delivery.ts';
import { iamProviders } from './cloudformation/resources/iam.ts';
import { mediaProviders } from './cloudformation/resources/media.ts';
import { Secrets } from './cloudformation/secrets.ts';
import type { Stack } from './cloudformation/stack.ts';
import { StackEngine } from './cloudformation/stack-engine.ts';
import { systemClock } from './clock.ts';
import { emptyEstate } from './estate.ts';
import { isJsonList, isJsonObject, type JsonObject } from './gateway/json-value.ts';
import { AccessControl } from './iam/access-control.ts';
import { startMediaPlane } from './media-plane.ts';
import { UniqueNames } from './unique-names.ts';
import { S3Store } from './s3/store.ts';
import type { Resource, ResourceProvider, Standing } from './cloudformation/resource-provider.ts';

/** An account in which deployments are played to see what CloudFormation would do: its rules and those of the media services, and no function that runs. */
export interface DryRun {
  readonly stacks: readonly Stack[];
  /** Creates or updates a stack; its status and history say how it went. */
  deploy(stack: AssemblyStack): Promise<Stack>;
  /** Deletes a stack; one that is not there is deleted already. */
  destroy(name: string): Promise<Stack | undefined>;
  close(): Promise<void>;
}

export async function openDryRun(
  place: { readonly account: string; readonly region: string },
  order: TemplateOrder = 'as-written',
): Promise<DryRun> {
  const media = await startMediaPlane({
    estate: emptyEstate(place),
    events: { emit: () => undefined },
    clock: systemClock,
  });
  const access = new AccessControl(place.account);
  const secrets = new Secrets();
  const engine = new StackEngine({
    ...place,
    order,
    providers: [
      ...mediaProviders(media, access),
      ...iamProviders(access),
      ...deliveryProviders(secrets, new S3Store(), new UniqueNames()),
      standInProvider,
    ],
    dynamic: (reference) => secrets.resolve(reference),
  });
  return {
    get stacks() {
      return engine.stacks;
    },
    deploy: async ({ name, template }) => {
      for (const role of rolesOfOthers(template)) {
        const arn = `arn:aws:iam::${place.account}:role/${role}`;
        if (!access.hasRole(arn)) access.addRole(arn, role);
      }
      const source = { template, assetFolder: () => '' };
      const stack = engine.find(name) ?? engine.announce(name, source);
      await engine.apply(stack, source);
      return stack;
    },
    destroy: async (name) => {
      const stack = engine.find(name);
      if (stack !== undefined) await engine.remove(stack);
      return stack;
    },
    close: () => media.close(),
  };
}

/** Roles that a template gives policies to without making them: somebody else has made them. */
function rolesOfOthers(template: JsonObject): readonly string[] {
  const resources = template['Resources'];
  return Object.values(isJsonObject(resources) ? resources : {}).flatMap((resource) => {
    const properties = isJsonObject(resource) ? resource['Properties'] : undefined;
    const roles = isJsonObject(properties) ? properties['Roles'] : undefined;
    return isJsonList(roles) ? roles.filter((role) => typeof role === 'string') : [];
  });
}

/**
 * Stands for every resource that a dry run has no service for: it can be made, changed in place and referred to, and its
 * attributes are texts of its own.
 */
const standInProvider: ResourceProvider = {
  types: ['AWS::*', 'Custom::*'],
  create: (_properties, context) => {
    const ref = context.physicalName(128);
    return Promise.resolve({ ref, attributes: anyAttribute(ref) });
  },
  update: (_properties, before: Standing) => Promise.resolve(before),
};

function anyAttribute(ref: string): NonNullable<Resource['attributes']> {
  return new Proxy<Record<string, string>>({}, { get: (_target, name) => `${ref}.${String(name)}` });
}
