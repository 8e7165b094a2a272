import * as v from 'valibot';
import { ServiceError } from '../gateway/service-error.ts';
import type { JsonObject } from '../gateway/json-value.ts';
import type { EventBuses } from './event-buses.ts';
import { compilePattern, patternOf } from './pattern.ts';

const archiveInput = v.object({
  ArchiveName: v.string(),
  EventSourceArn: v.string(),
  EventPattern: v.optional(v.string()),
  Description: v.optional(v.string()),
});

const replayInput = v.object({
  ReplayName: v.string(),
  EventSourceArn: v.string(),
  EventStartTime: v.number(),
  EventEndTime: v.number(),
  Destination: v.object({ Arn: v.string(), FilterArns: v.optional(v.array(v.string())) }),
});

/**
 * Archives of a bus, and their replays: what was on the bus while there was an archive goes through its rules again, as
 * it was, with the name of the replay (EventBridge User Guide, "Archiving and replaying events").
 */
export const archiveOperations: Readonly<
  Record<string, (buses: EventBuses, input: JsonObject) => JsonObject>
> = {
  CreateArchive: (buses, input) => {
    const { ArchiveName, EventSourceArn, EventPattern } = v.parse(archiveInput, input);
    const wants = EventPattern === undefined ? () => true : compilePattern(patternOf(EventPattern));
    const ArchiveArn = buses.addArchive(ArchiveName, { busName: busOf(buses, EventSourceArn), wants });
    return { ArchiveArn, State: 'ENABLED' };
  },
  StartReplay: (buses, input) => {
    const { ReplayName, EventSourceArn, EventStartTime, EventEndTime, Destination } = v.parse(
      replayInput,
      input,
    );
    const filter = new Set(Destination.FilterArns ?? []);
    const replayed = buses.replay(EventSourceArn, {
      name: ReplayName,
      fromMs: EventStartTime * 1000,
      toMs: EventEndTime * 1000,
      isFor: (ruleArn) => filter.size === 0 || filter.has(ruleArn),
    });
    if (!replayed) {
      throw new ServiceError(400, 'ResourceNotFoundException', `There is no archive ${EventSourceArn}.`);
    }
    return {
      ReplayArn: `${EventSourceArn.replace(':archive/', ':replay/')}/${ReplayName}`,
      State: 'STARTING',
    };
  },
};

const busOf = (buses: EventBuses, arn: string): string => {
  const found = buses.busNames().find((name) => buses.busArn(name) === arn);
  if (found === undefined) {
    throw new ServiceError(400, 'ResourceNotFoundException', `Event bus ${arn} does not exist.`);
  }
  return found;
};
