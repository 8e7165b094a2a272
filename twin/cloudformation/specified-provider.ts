import type * as v from 'valibot';
import type { JsonObject } from '../gateway/json-value.ts';
import {
  defineProvider,
  type Resource,
  type ResourceContext,
  type ResourceProvider,
  type Standing,
  type Update,
} from './resource-provider.ts';
import { rangeFindings } from './ranges.ts';
import { serviceFindings } from './service-rules.ts';
import { findingsIn } from './specification.ts';

/** Looks at properties with the eyes of the service that will have them; empty when there is nothing wrong. */
export type PropertyCheck = (type: string, properties: JsonObject) => readonly string[];

/**
 * A provider for one type whose properties are held to CloudFormation's specification, all of them, so that a misspelt
 * one or a wrong value fails here as it would there. The schema reads the few that have an effect in the twin.
 *
 * @param check - what the service itself demands, where the specification says less; asked when that finds nothing
 */
export const specifiedProvider = <Schema extends v.GenericSchema>(
  type: string,
  used: Schema,
  create: (properties: v.InferOutput<Schema>, context: ResourceContext) => Resource | Promise<Resource>,
  check: PropertyCheck = () => [],
  update?: Update<Schema>,
): ResourceProvider => {
  const provider = defineProvider(type, used, create, update);
  const hold = (properties: JsonObject): void => {
    const specified = findingsIn(type, properties);
    const findings =
      specified.length > 0
        ? specified
        : [
            ...check(type, properties),
            ...rangeFindings(type, properties),
            ...serviceFindings(type, properties),
          ];
    if (findings.length > 0) throw new Error(findings.join(' '));
  };
  const { update: change } = provider;
  return {
    types: provider.types,
    create: async (properties, context) => {
      hold(properties);
      return provider.create(properties, context);
    },
    ...(change && {
      update: async (properties: JsonObject, before: Standing, context: ResourceContext) => {
        hold(properties);
        return change(properties, before, context);
      },
    }),
  };
};
