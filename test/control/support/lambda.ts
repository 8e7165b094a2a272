import type { Context } from 'aws-lambda';
import { contextOf } from '../../../model/lambda-context.ts';

/** What Lambda hands to a function besides the event. */
export function lambdaContext(remainingMs = 20_000): Context {
  return contextOf('request-1', remainingMs);
}
