import { randomUUID } from 'node:crypto';
import type { ScheduleAction } from '@aws-sdk/client-medialive';
import { NotAsked, type Ground } from './question.ts';

/**
 * The attachment that every running pipeline is on at this moment: a switch to it changes nothing that is seen.
 * @throws NotAsked where the channel does not run, or its pipelines are apart.
 */
export async function attachmentOnAir({ account, named }: Ground): Promise<string> {
  const { State, PipelineDetails = [] } = (await account.channel(named().Id)) ?? {};
  if (State !== 'RUNNING') throw new NotAsked(`The channel is ${State ?? 'in no state'}: start it first.`);
  const names = new Set(PipelineDetails.map(({ ActiveInputAttachmentName }) => ActiveInputAttachmentName));
  const [name] = names;
  if (name === undefined || names.size > 1) throw new NotAsked('Its pipelines are on different inputs.');
  return name;
}

/** A name that no other action has. */
export function newActionName(): string {
  return `failover-verify-${randomUUID().slice(0, 8)}`;
}

/** A switch at an instant, or right after another action. @param start - epoch ms, or the name of an action */
export function switchAction(name: string, to: string, start: number | string): ScheduleAction {
  return {
    ActionName: name,
    ScheduleActionSettings: { InputSwitchSettings: { InputAttachmentNameReference: to } },
    ScheduleActionStartSettings:
      typeof start === 'number'
        ? { FixedModeScheduleActionStartSettings: { Time: new Date(start).toISOString() } }
        : { FollowModeScheduleActionStartSettings: { FollowPoint: 'END', ReferenceActionName: start } },
  };
}
