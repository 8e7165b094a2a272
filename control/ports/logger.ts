/** Facts of a log line. Nothing secret: callers pass names, ids and reasons, never whole requests. */
export type LogFields = Readonly<Record<string, unknown>>;

/** Structured logging with a context that callees inherit: channel, correlation id, request id. */
export interface Logger {
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** The same logger with more context. */
  with(context: LogFields): Logger;
}
