import { isDeepStrictEqual } from 'node:util';
import type { JsonValue } from '../gateway/json-value.ts';

/** Whether two values of templates say the same. */
export const isSame = (a: JsonValue | undefined, b: JsonValue | undefined): boolean =>
  isDeepStrictEqual(a, b);
