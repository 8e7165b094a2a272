import type { Logger, LogFields } from '../../control/ports/logger.ts';

/**
 * One JSON object a line, the form CloudWatch Logs Insights indexes. Of our own, because this is all
 * we need of a logging library, and the bundle has a budget: @aws-lambda-powertools/logger and metrics are 32 kB of it.
 */
export function jsonLogger(write: (line: string) => void, context: LogFields = {}): Logger {
  const log = (level: 'INFO' | 'WARN' | 'ERROR', message: string, fields: LogFields = {}) => {
    const line = { level, time: new Date().toISOString(), message, ...context, ...fields };
    write(JSON.stringify(line, errorAsObject));
  };
  return {
    info: (message, fields) => {
      log('INFO', message, fields);
    },
    warn: (message, fields) => {
      log('WARN', message, fields);
    },
    error: (message, fields) => {
      log('ERROR', message, fields);
    },
    with: (more) => jsonLogger(write, { ...context, ...more }),
  };
}

/** `JSON.stringify` makes `{}` of an Error. */
function errorAsObject(_key: string, value: unknown): unknown {
  if (!(value instanceof Error)) return value;
  return { name: value.name, message: value.message, stack: value.stack, cause: value.cause };
}
