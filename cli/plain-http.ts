import { isLoopback } from '../control/custom-resources/loopback.ts';

/** Shows one line to the person at the terminal. */
export type Warn = (text: string) => void;

/** The part of a client of AWS's SDK, of any service, that lets others see its requests before they are sent. */
interface SeenClient {
  readonly middlewareStack: {
    add(
      middleware: <Input extends { readonly request?: unknown }, Output>(
        next: (args: Input) => Promise<Output>,
      ) => (args: Input) => Promise<Output>,
      options: { readonly step: 'build'; readonly name: string },
    ): void;
  };
}

/** Who has been warned of what, so that a practice that asks every second says it once. */
const warnedOf = new WeakMap<Warn, Set<string>>();

/**
 * Warns before a client sends its credentials over plain HTTP to another machine: a session token is readable on the way, and an
 * answer can be changed. The request itself is looked at, since an endpoint may be set in the environment and in files.
 */
export function warnOfPlainHttp(client: SeenClient, warn: Warn): void {
  client.middlewareStack.add(
    (next) => (args) => {
      const host = plainHttpHost(args.request);
      if (host !== null) warnOnce(warn, host);
      return next(args);
    },
    { step: 'build', name: 'warnOfPlainHttp' },
  );
}

/** Null where the request is encrypted, or does not leave the machine. */
function plainHttpHost(request: unknown): string | null {
  if (typeof request !== 'object' || request === null) return null;
  const { protocol, hostname } = request as { readonly protocol?: unknown; readonly hostname?: unknown };
  if (protocol !== 'http:' || typeof hostname !== 'string' || isLoopback(hostname)) return null;
  return hostname;
}

function warnOnce(warn: Warn, host: string): void {
  const said = warnedOf.get(warn) ?? new Set();
  warnedOf.set(warn, said);
  if (said.has(host)) return;
  said.add(host);
  warn(
    `Warning: ${host} is asked over plain HTTP. Anyone on the network path can read your session token and change the answers. ` +
      'Give AWS_ENDPOINT_URL with https:, or leave it out to ask AWS.',
  );
}
