import type { NormalizedSchema } from './smithy-core.ts';

export interface StructureMember {
  /** The name in the API's shapes, e.g. `ActionName`. */
  readonly name: string;
  /** The name on the wire: in the body (`actionName`) or in the query string. */
  readonly wireName: string;
  readonly binding: 'body' | 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: NormalizedSchema;
}

/** Lists the members of a structure with what its traits say about the wire. */
export function structureMembers(schema: NormalizedSchema): readonly StructureMember[] {
  const required = requiredNames(schema);
  return [...schema.structIterator()].map(([name, member]) => {
    const traits = member.getMergedTraits();
    const binding =
      traits.httpLabel !== undefined
        ? 'path'
        : traits.httpQuery !== undefined
          ? 'query'
          : traits.httpHeader !== undefined
            ? 'header'
            : 'body';
    return {
      name,
      wireName: traits.httpQuery ?? traits.jsonName ?? name,
      binding,
      required: required.has(name),
      schema: member,
    };
  });
}

/** A structure's tuple holds its member names at [4], the required ones first, and their number at [6]. */
function requiredNames(schema: NormalizedSchema): ReadonlySet<string> {
  const tuple = schema.getSchema();
  if (!Array.isArray(tuple) || (tuple[0] !== 3 && tuple[0] !== -3)) return new Set();
  return new Set(tuple[4].slice(0, tuple[6] ?? 0));
}
