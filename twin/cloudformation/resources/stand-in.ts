import type { Resource, ResourceProvider, Standing } from '../resource-provider.ts';

/**
 * Stands for every resource that a dry run has no service for: it can be made, changed in place and referred to, and its
 * attributes are texts of its own.
 */
export const standInProvider: ResourceProvider = {
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
