import type { Interceptor } from '../twin/gateway/service.ts';
import type { DrillStage } from './drill-stage.ts';

/** Where in a failover the controller dies. */
export type DeathAt = 'before-write' | 'after-write' | 'after-call';

/**
 * Kills the controller's process (kill -9) at one point of a failover, once: when the write of the decision reaches
 * DynamoDB and before it counts, after it has counted, or after MediaLive has accepted the switch. The process never
 * hears the answer.
 * @returns the ids of the processes killed so far
 */
export function killController(stage: DrillStage, point: DeathAt): readonly number[] {
  const killed: number[] = [];
  const interceptor: Interceptor = async (call, next) => {
    const { pid } = call.principal;
    const { operation } = call;
    const isWrite = operation === 'PutItem' && call.body.includes('"schedule-switch"');
    const isIt = point === 'after-call' ? operation === 'BatchUpdateSchedule' : isWrite;
    if (pid === undefined || killed.length > 0 || !isIt) return next();
    const kill = (): void => {
      killed.push(pid);
      process.kill(pid, 'SIGKILL');
      stage.note('drill', `kill -9 ${pid}: the controller dies ${point.replace('-', ' the ')}`, 'bad');
    };
    if (point !== 'before-write') {
      const reply = await next();
      kill();
      return reply;
    }
    kill();
    return { status: 500, headers: {}, body: '' };
  };
  stage.twin.intercept(interceptor);
  return killed;
}
