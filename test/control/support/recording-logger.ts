import type { Logger, LogFields } from '../../../control/ports/logger.ts';

interface Line {
  readonly level: 'info' | 'warn' | 'error';
  readonly message: string;
  readonly fields: LogFields;
}

/** Log lines that were written, with their context. */
export class RecordingLogger implements Logger {
  readonly lines: Line[];
  readonly #context: LogFields;

  constructor(lines: Line[] = [], context: LogFields = {}) {
    this.lines = lines;
    this.#context = context;
  }

  info(message: string, fields: LogFields = {}): void {
    this.#write('info', message, fields);
  }

  warn(message: string, fields: LogFields = {}): void {
    this.#write('warn', message, fields);
  }

  error(message: string, fields: LogFields = {}): void {
    this.#write('error', message, fields);
  }

  with(context: LogFields): Logger {
    return new RecordingLogger(this.lines, { ...this.#context, ...context });
  }

  #write(level: Line['level'], message: string, fields: LogFields): void {
    this.lines.push({ level, message, fields: { ...this.#context, ...fields } });
  }
}
