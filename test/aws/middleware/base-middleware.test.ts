import { describe, expect, it } from '@jest/globals';
import { handlerOf } from '../../../aws/middleware/base-middleware.ts';
import { ManualClock, noon } from '../../control/support/manual-clock.ts';
import { RecordingLogger } from '../../control/support/recording-logger.ts';
import { RecordingMeter } from '../../control/support/recording-meter.ts';
import { lambdaContext } from '../../control/support/lambda.ts';

function setup() {
  return { clock: new ManualClock(), logger: new RecordingLogger(), meter: new RecordingMeter() };
}

describe('what every function does around its work', () => {
  it('hands over the request id, in the log as well, and when to be done', async () => {
    const deps = setup();
    const handler = handlerOf(({ logger }: typeof deps, event: string, invocation) => {
      logger.info('at work');
      return Promise.resolve(`${event} ${invocation.requestId} ${invocation.deadlineAt - noon}`);
    }, deps);
    expect(await handler('event', lambdaContext(10_000))).toBe('event request-1 9600');
    expect(deps.logger.lines).toEqual([
      { level: 'info', message: 'at work', fields: { requestId: 'request-1' } },
    ]);
    expect(deps.meter.flushes).toBe(1);
  });

  it('logs an error that nobody caught, writes the metrics, and fails', async () => {
    const deps = setup();
    const handler = handlerOf(() => Promise.reject(new Error('broken')), deps);
    await expect(handler('event', lambdaContext())).rejects.toThrow('broken');
    expect(deps.logger.lines).toMatchObject([
      { level: 'error', message: 'The function failed', fields: { requestId: 'request-1' } },
    ]);
    expect(deps.meter.flushes).toBe(1);
  });

  it('ends by itself before Lambda would', async () => {
    const deps = setup();
    const handler = handlerOf(() => new Promise(() => undefined), deps);
    await expect(handler('event', lambdaContext(401))).rejects.toThrow(/ran out of time/);
    expect(deps.meter.flushes).toBe(1);
  });
});
