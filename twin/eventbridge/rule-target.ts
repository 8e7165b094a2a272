import * as v from 'valibot';

/** A rule's target, in the API and in templates alike. What the twin could not honour is refused, not ignored. */
export const ruleTarget = v.strictObject({
  Id: v.string(),
  Arn: v.string(),
  RoleArn: v.optional(v.string()),
  Input: v.optional(v.string()),
  InputPath: v.optional(v.string()),
  InputTransformer: v.optional(
    v.strictObject({
      InputPathsMap: v.optional(v.record(v.string(), v.string())),
      InputTemplate: v.string(),
    }),
  ),
  DeadLetterConfig: v.optional(v.strictObject({ Arn: v.optional(v.string()) })),
  // Deliveries in the twin fail only for good, so there is nothing to retry.
  RetryPolicy: v.optional(v.looseObject({})),
  SqsParameters: v.optional(v.strictObject({ MessageGroupId: v.string() })),
});
