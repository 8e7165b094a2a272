import type { ServiceCall } from '../../../twin/gateway/service.ts';
import { concerns } from '../concerns.ts';
import type { Fault } from '../fault.ts';
import type { ExistingChannel } from '../../existing-channels.ts';
import { misbehave, misbehaviours, type Misbehaviour } from '../misbehaviour.ts';
import type { FaultStage } from '../stage.ts';

/** An AWS call that the control plane makes in the course of a failover. */
export interface AwsCall {
  readonly service: string;
  readonly operation: string;
  /** Left out: the controller alone. */
  readonly by?: RegExp;
  /** Left out: whatever it says. */
  readonly saying?: string;
  /** What must have happened for the call to be made at all. */
  readonly prelude?: (stage: FaultStage, channel: ExistingChannel) => void;
  readonly when?: string;
}

/** As often as the clients of the control plane try one call; MediaLive's tries once and is asked again. */
const timesByDefault = 3;

/** One AWS call that misbehaves a number of times, for the channel whose site is lost and for no other. */
export function callFault(call: AwsCall, how: Misbehaviour, times = timesByDefault): Fault {
  const often = times === 1 ? '' : ` ${times} times`;
  return {
    name: `${call.operation}/${how}`,
    summary: `${call.operation}${call.when ?? ''} ${misbehaviours[how]}${often}`,
    channels: 1,
    strike: (stage, [channel]) => {
      if (channel === undefined) throw new Error(`${call.operation} needs a channel to misbehave for.`);
      call.prelude?.(stage, channel);
      const hits = disturb(stage, channel, call, how, times);
      return { hits };
    },
  };
}

/** @returns how many calls have been disturbed so far */
export function disturb(
  { twin }: FaultStage,
  channel: ExistingChannel,
  call: AwsCall,
  how: Misbehaviour,
  times: number,
): () => number {
  let hits = 0;
  twin.intercept((made, next) => {
    if (hits >= times || !isIt(made, call) || !concerns(made, channel)) return next();
    hits += 1;
    return misbehave(how, made, next);
  });
  return () => hits;
}

function isIt(
  { service, operation, principal, body }: ServiceCall,
  { service: wanted, operation: named, by = /Controller/, saying = '' }: AwsCall,
): boolean {
  const isTheirs = principal.roleArn !== undefined && by.test(principal.roleArn);
  return service === wanted && operation === named && isTheirs && body.includes(saying);
}
