import * as v from 'valibot';

/** The variables of one function: each a non-empty string, so that a forgotten one fails at cold start and in `tsc`. */
export const variable = v.pipe(v.string(), v.nonEmpty());

/**
 * Reads a function's environment once, at cold start.
 * @throws Error naming each variable that is missing or empty.
 */
export function parseEnvironment<const S extends v.ObjectSchema<Record<string, typeof variable>, undefined>>(
  schema: S,
  variables: Readonly<Record<string, string | undefined>>,
): v.InferOutput<S> {
  const result = v.safeParse(schema, variables);
  if (result.success) return result.output;
  const names = result.issues.map((issue) => v.getDotPath(issue) ?? '?').join(', ');
  throw new Error(
    `Environment variables missing or empty: ${names}. The CDK construct of this function sets them.`,
  );
}
