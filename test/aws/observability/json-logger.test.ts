import { describe, expect, it } from '@jest/globals';
import { jsonLogger } from '../../../aws/observability/json-logger.ts';

function setup() {
  const lines: string[] = [];
  const logger = jsonLogger((line) => lines.push(line), { service: 'controller' });
  return { logger, read: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

describe('the logger', () => {
  it('writes one JSON object a line, with level, time, message and context', () => {
    const { logger, read } = setup();
    logger.with({ channel: 'c1' }).warn('ignored', { reason: 'not-json' });
    expect(read()).toEqual([
      {
        level: 'WARN',
        time: expect.stringMatching(/^\d{4}-.*Z$/),
        message: 'ignored',
        service: 'controller',
        channel: 'c1',
        reason: 'not-json',
      },
    ]);
  });

  it('writes what an error says, and what it came from', () => {
    const { logger, read } = setup();
    logger.error('failed', { error: new Error('outer', { cause: new Error('inner') }) });
    logger.info('fine');
    expect(read()[0]).toMatchObject({
      level: 'ERROR',
      error: { name: 'Error', message: 'outer', cause: { message: 'inner' } },
    });
    expect(read()[1]).toMatchObject({ level: 'INFO', message: 'fine' });
  });
});
