import * as v from 'valibot';

const text = v.pipe(v.string(), v.maxLength(512));

/** What every EventBridge event carries around its detail. */
export const envelope = v.object({
  /** Becomes part of effect ids and log keys. */
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  source: text,
  'detail-type': text,
  account: text,
  /** To the second. */
  time: v.pipe(
    v.string(),
    v.isoTimestamp(),
    v.transform((time) => Date.parse(time)),
  ),
  resources: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(2048))), v.maxLength(50)), []),
  detail: v.looseObject({}),
});
export type Envelope = v.InferOutput<typeof envelope>;
