import * as v from 'valibot';
import { awsName } from './bounded-text.ts';
import { instantOf } from './instant.ts';

/** What every EventBridge event carries around its detail. */
export const envelope = v.object({
  /** Becomes part of effect ids and log keys. */
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  source: awsName,
  'detail-type': awsName,
  account: awsName,
  /** To the second; NaN where the calendar has no such day. */
  time: v.pipe(v.string(), v.isoTimestamp(), v.transform(instantOf)),
  resources: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(2048))), v.maxLength(50)), []),
  detail: v.looseObject({}),
  /** Of an event that somebody has had replayed from an archive (EventBridge User Guide, "Archiving and replaying events"). */
  'replay-name': v.optional(v.unknown()),
});
export type Envelope = v.InferOutput<typeof envelope>;
