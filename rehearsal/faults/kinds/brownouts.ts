import type { ServiceCall } from '../../../twin/gateway/service.ts';
import type { Act, Brownout, Fault } from '../fault.ts';
import { misbehave, type Misbehaviour } from '../misbehaviour.ts';

const services = [
  { name: 'DynamoDB', service: 'dynamodb', isNeeded: true },
  { name: 'SQS', service: 'sqs', isNeeded: false },
  { name: 'SNS', service: 'sns', isNeeded: false },
  { name: 'EventBridge', service: 'events', isNeeded: false },
  { name: 'MediaLive', service: 'medialive', isNeeded: true },
  { name: 'MediaConnect', service: 'mediaconnect', isNeeded: false },
] as const;

const shares = [30, 100] as const;

/** Long enough for a channel that has lost its site to be judged by its pace. */
export const brownoutMs = 4 * 60_000;

/** Those whose calls are part of a failover. What people and Lambda itself call is no work of the control plane. */
const callers = /Controller|Reconciler/;

const inPart: readonly Misbehaviour[] = ['throttled', 'error', 'unanswered', 'answer-lost'];
/** A service that fails everything carries nothing out. */
const wholly: readonly Misbehaviour[] = ['throttled', 'error', 'unanswered'];

/** What becomes of a call; undefined: it is carried out and answered. `chance` is between 0 and 1, for each question. */
export function fateIn(
  { service, percent }: Pick<Brownout, 'service' | 'percent'>,
  { service: called, principal }: Pick<ServiceCall, 'service' | 'principal'>,
  chance: () => number,
): Misbehaviour | undefined {
  const isHit = called === service && callers.test(principal.roleArn ?? '') && chance() * 100 < percent;
  const ways = percent < 100 ? inPart : wholly;
  return isHit ? ways[Math.floor(chance() * ways.length)] : undefined;
}

/**
 * What becomes of one call after the other. The first call that can be hit is hit: a service that is called a few times would
 * otherwise escape a share by chance, and nothing would have been tried.
 */
export function fatesIn(
  brownout: Pick<Brownout, 'service' | 'percent'>,
  chance: () => number,
): (call: Pick<ServiceCall, 'service' | 'principal'>) => Misbehaviour | undefined {
  let hasHit = false;
  return (call) => {
    const fate = fateIn(brownout, call, hasHit ? chance : () => 0);
    hasHit ||= fate !== undefined;
    return fate;
  };
}

function faultOf(name: string, brownout: Brownout): Fault {
  const minutes = (brownout.lastsMs / 60_000).toFixed(brownout.lastsMs % 60_000 === 0 ? 0 : 1);
  return {
    name,
    summary: `${name.split('/')[1] ?? ''} fails ${brownout.percent} % of all calls for ${minutes} min`,
    channels: 1,
    strike: ({ twin }) => {
      let hits = 0;
      const until = Date.now() + brownout.lastsMs;
      const fateOf = fatesIn(brownout, Math.random);
      twin.intercept((call, next) => {
        const fate = Date.now() < until ? fateOf(call) : undefined;
        if (fate === undefined) return next();
        hits += 1;
        return misbehave(fate, call, next);
      });
      return { hits: () => hits };
    },
  };
}

/** A brownout of each service at each share; each on a twin of its own, as it hits everybody. */
export function brownoutActs(lastsMs: number): readonly Act[] {
  return services.flatMap(({ name, service, isNeeded }) =>
    shares.map((percent) => {
      const brownout = { service, percent, isNeeded, lastsMs };
      const fault = faultOf(`brownout/${name}/${percent}`, brownout);
      return { name: fault.name, faults: [fault], together: 1, apartMs: 0, brownout };
    }),
  );
}
