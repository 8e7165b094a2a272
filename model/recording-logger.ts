import type { LogFields, Logger } from '../control/ports/logger.ts';

export interface LogLine extends LogFields {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
}

/** Hands every line, with its context, to `write`; by default nobody reads them. */
export function recordingLogger(
  write: (line: LogLine) => void = () => undefined,
  context: LogFields = {},
): Logger {
  const line = (level: LogLine['level']) => (message: string, fields?: LogFields) => {
    write({ ...context, ...fields, level, message });
  };
  return {
    info: line('info'),
    warn: line('warn'),
    error: line('error'),
    with: (more) => recordingLogger(write, { ...context, ...more }),
  };
}
