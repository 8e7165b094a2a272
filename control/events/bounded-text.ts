import * as v from 'valibot';
import { isInherited } from '../schemas/names.ts';

/** No name in these services is longer. */
export const awsName = v.pipe(v.string(), v.maxLength(512));

/** A word of the services' own vocabularies, in one spelling: they are upper case in the documentation, not in every event. */
export const word = v.pipe(v.string(), v.nonEmpty(), v.maxLength(64), v.toUpperCase());

/**
 * What the services call things in their own vocabularies. It is kept in the channel's state, which must not be filled: alert
 * types have up to sixty characters, alarm ids forty, and all of them were seen to be ASCII.
 */
export const term = v.pipe(v.string(), v.nonEmpty(), v.maxLength(128), v.regex(/^[ -~]+$/));

/** What alarms, errors and content flags are told apart by: it becomes a key of the channel's state. */
export const key = v.pipe(
  term,
  v.check((id) => !isInherited(id), 'Every object has a property of this name.'),
);

/** Free text is shown to people, on one line; more than this says nothing more. */
export const freeText = v.pipe(
  v.string(),
  v.transform((message) => message.slice(0, 500).replace(/\p{C}|[\u2028\u2029]/gu, ' ')),
);

/** Anything but true, in a spelling of it, is not true: a flag that cannot be read must not lose the event around it. */
export const flag = v.pipe(
  v.unknown(),
  v.transform((value) => value === true || (typeof value === 'string' && value.toLowerCase() === 'true')),
);
