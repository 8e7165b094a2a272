import * as v from 'valibot';

/** A policy document, as templates carry it (IAM User Guide, "Grammar of the IAM JSON policy language"). */
const oneOrMore = v.pipe(
  v.union([v.string(), v.array(v.string())]),
  v.transform((value) => (typeof value === 'string' ? [value] : value)),
);

const conditionValue = v.pipe(
  v.union([v.string(), v.boolean(), v.number(), v.array(v.union([v.string(), v.boolean(), v.number()]))]),
  v.transform((value) => (Array.isArray(value) ? value.map(String) : [String(value)])),
);

interface PrincipalElement {
  readonly AWS?: readonly string[] | undefined;
  readonly Service?: readonly string[] | undefined;
  readonly Federated?: readonly string[] | undefined;
}

const principal = v.union([
  v.pipe(
    v.literal('*'),
    v.transform((everyone): PrincipalElement => ({ AWS: [everyone] })),
  ),
  v.strictObject({
    AWS: v.optional(oneOrMore),
    Service: v.optional(oneOrMore),
    Federated: v.optional(oneOrMore),
  }),
]);

/** A conditions block: operator → key → values. */
const conditions = v.record(v.string(), v.record(v.string(), conditionValue));

export type Conditions = v.InferOutput<typeof conditions>;

const statement = v.strictObject({
  Sid: v.optional(v.string()),
  Effect: v.picklist(['Allow', 'Deny']),
  Principal: v.optional(principal),
  Action: v.optional(oneOrMore),
  NotAction: v.optional(oneOrMore),
  Resource: v.optional(oneOrMore),
  NotResource: v.optional(oneOrMore),
  Condition: v.optional(conditions),
});

export type Statement = v.InferOutput<typeof statement>;

const policyDocument = v.strictObject({
  Version: v.optional(v.string()),
  Id: v.optional(v.string()),
  Statement: v.pipe(
    v.union([statement, v.array(statement)]),
    v.transform((value) => (Array.isArray(value) ? value : [value])),
  ),
});

/** Reads a policy document; `where` names it in the error. */
export const parsePolicy = (document: unknown, where: string): readonly Statement[] => {
  const result = v.safeParse(policyDocument, document);
  if (result.success) {
    return result.output.Statement;
  }
  const issue = result.issues[0];
  throw new Error(
    `${where} is not a policy document the twin can read, at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}`,
  );
};
