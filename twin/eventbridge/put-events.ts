import * as v from 'valibot';
import { parseJsonObject, type JsonObject } from '../gateway/json-value.ts';
import type { EventBuses } from './event-buses.ts';

const entry = v.object({
  Source: v.optional(v.string()),
  DetailType: v.optional(v.string()),
  Detail: v.optional(v.string()),
  EventBusName: v.optional(v.string()),
  Resources: v.optional(v.array(v.string()), []),
  Time: v.optional(v.number()),
});

/** EventBridge API, PutEvents: one to ten entries. */
export const putEventsInput = v.object({
  Entries: v.pipe(v.array(entry), v.minLength(1), v.maxLength(10)),
});

type Entry = v.InferOutput<typeof entry>;

/** Each entry is accepted or refused on its own (EventBridge API, PutEventsResultEntry). */
export const putEvents = (buses: EventBuses, input: v.InferOutput<typeof putEventsInput>): JsonObject => {
  const Entries = input.Entries.map((candidate) => putEvent(buses, candidate));
  return { FailedEntryCount: Entries.filter((result) => 'ErrorCode' in result).length, Entries };
};

const putEvent = (buses: EventBuses, candidate: Entry): JsonObject => {
  const { Source = '', DetailType = '', Resources, Time } = candidate;
  const refusal = refusalOf(candidate);
  const detail = parseJsonObject(candidate.Detail ?? '');
  if (refusal !== undefined) {
    return refusal;
  }
  if (detail === undefined) {
    return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  }
  const busName = busNameOf(candidate.EventBusName);
  if (!buses.hasBus(busName)) {
    const ErrorMessage = `Event bus ${busName} does not exist.`;
    return { ErrorCode: 'ResourceNotFoundException', ErrorMessage };
  }
  const event = { source: Source, 'detail-type': DetailType, resources: Resources, detail };
  const complete = buses.complete(event, Time === undefined ? undefined : Time * 1000);
  buses.put(busName, complete);
  return { EventId: complete.id };
};

const refusalOf = ({ Source, DetailType, Detail }: Entry): JsonObject | undefined => {
  const missing = Object.entries({ Source, DetailType, Detail }).find(([, value]) => !value)?.[0];
  if (missing !== undefined) {
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${missing} is not valid. Reason: ${missing} is a required argument.`,
    };
  }
  return Source?.startsWith('aws.') === true
    ? { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' }
    : undefined;
};

/** A bus is given by name or ARN. */
export const busNameOf = (nameOrArn: string | undefined): string =>
  nameOrArn === undefined ? 'default' : (nameOrArn.split(':event-bus/')[1] ?? nameOrArn);
