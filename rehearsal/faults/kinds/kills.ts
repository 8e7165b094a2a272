import { concerns } from '../concerns.ts';
import type { Act, Fault } from '../fault.ts';
import { callFault, type AwsCall } from './call-fault.ts';

const decision: AwsCall = {
  service: 'dynamodb',
  operation: 'PutItem',
  saying: '"schedule-switch"',
  when: ' of the decision',
};
const schedule: AwsCall = { service: 'medialive', operation: 'BatchUpdateSchedule' };
const timer: AwsCall = { service: 'sqs', operation: 'SendMessage', when: ' of the first timer' };

/** Every process of the controller dies at once, whatever it is at work on, when a decision has been saved. */
const killAll: Fault = {
  name: 'controller/all-killed',
  summary: 'every process of the controller is killed when the decision has been saved',
  channels: 1,
  strike: ({ twin }, [channel]) => {
    let hits = 0;
    twin.intercept(async (call, next) => {
      const isIt = call.operation === decision.operation && call.body.includes(decision.saying ?? '');
      const reply = await next();
      if (hits > 0 || !isIt || channel === undefined || !concerns(call, channel)) return reply;
      const { name } = twin.functions.list().find(({ logicalId }) => logicalId.includes('Controller')) ?? {};
      if (name !== undefined) {
        hits = twin.functions.pids(name).length;
        twin.functions.kill(name);
      }
      return { ...reply, delivery: 'never' };
    });
    return { hits: () => hits };
  },
};

/** kill -9 at the moments of a failover at which most is at stake. */
export const killsAct: Act = {
  name: 'kills',
  faults: [
    callFault(timer, 'killed-after', 1),
    callFault(decision, 'killed-before', 1),
    callFault(decision, 'killed-after', 1),
    callFault(schedule, 'killed-before', 1),
    callFault(schedule, 'killed-after', 1),
    killAll,
  ],
  together: 1,
  apartMs: 8000,
};
