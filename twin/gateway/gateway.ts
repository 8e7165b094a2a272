import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readCredential, type Credential } from './credential.ts';
import { Interceptors } from './interceptors.ts';
import { jsonError } from './json-protocol.ts';
import { refusalOf } from './local-programs.ts';
import type { ObservedCall } from './observed-call.ts';
import type { Principals } from './principals.ts';
import { Recent } from './recent.ts';
import { ServiceError } from './service-error.ts';
import type { RequiredPermission, ServiceCall, ServiceReply, TwinService } from './service.ts';

/** Answers calls that carry no signature because they are not API calls, e.g. the PUT to a presigned ResponseURL. */
export interface UnsignedRoute {
  /** The path's beginning, e.g. `/-/cloudformation/`. */
  readonly prefix: string;
  handle(request: { method: string; url: string; body: Buffer }): ServiceReply;
}

/** Says why a call may not pass; undefined lets it through. */
export type Authorize = (call: ServiceCall, required: readonly RequiredPermission[]) => string | undefined;

export interface GatewayOptions {
  /** 0, the default, takes any free port. */
  readonly port?: number;
  readonly principals: Principals;
  readonly authorize: Authorize;
  /** Asked once for a region that is called and not there; adds its services, or does not. */
  readonly openRegion?: (region: string) => Promise<void>;
}

/** Where the services are that know no regions. */
const everywhere = '';

/** DynamoDB's 16 MB is the largest request body of the services behind the gateway. */
const bodyBytesMax = 16 * 1024 * 1024;

/** One HTTP port for all services: any AWS client finds its service by what it signs. */
export class Gateway {
  readonly calls = new Recent<ObservedCall>();
  readonly interceptors = new Interceptors();
  readonly #options: GatewayOptions;
  /** By region and signing name. */
  readonly #regions = new Map<string, Map<string, TwinService>>();
  readonly #routes: UnsignedRoute[] = [];
  readonly #server: Server;

  constructor(options: GatewayOptions) {
    this.#options = options;
    this.#server = createServer((request, response) => {
      void this.#serve(request, response);
    });
    // Node closes idle connections after 5 s; SDK clients reuse theirs for longer and would meet a reset.
    this.#server.keepAliveTimeout = 60_000;
  }

  /** Adds a service to a region; left out: it is the same in all of them, like IAM. */
  add(service: TwinService, region = everywhere): void {
    const services = this.#regions.get(region) ?? new Map<string, TwinService>();
    this.#regions.set(region, services.set(service.signingName, service));
  }

  /** Takes all services of a region away. */
  removeRegion(region: string): void {
    this.#regions.delete(region);
  }

  /** Whether a call is for another region that there is. */
  isOfAnother(call: Pick<ServiceCall, 'region'>, region: string): boolean {
    return call.region !== region && this.#regions.has(call.region);
  }

  addUnsigned(route: UnsignedRoute): void {
    this.#routes.push(route);
  }

  async listen(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(this.#options.port ?? 0, '127.0.0.1', resolve);
    });
  }

  get port(): number {
    // Of a TCP server, `address()` is never the name of a pipe.
    return (this.#server.address() as AddressInfo).port;
  }

  get endpoint(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const refusal = refusalOf(request.headers);
    if (refusal !== undefined) {
      // Its body is thrown away as it comes.
      request.resume();
      send(response, jsonError(403, 'AccessDeniedException', refusal, 'application/json'));
      return;
    }
    try {
      const body = await readBody(request);
      send(response, await this.#answer(request, body));
    } catch (error) {
      if (!response.writableEnded) {
        const message = error instanceof Error ? error.message : String(error);
        send(response, jsonError(500, 'InternalFailure', message, 'application/json'));
      }
    }
  }

  async #answer(request: IncomingMessage, body: Buffer): Promise<ServiceReply> {
    const url = request.url ?? '/';
    const method = request.method ?? 'GET';
    const route = this.#routes.find((candidate) => url.startsWith(candidate.prefix));
    if (route !== undefined) {
      return route.handle({ method, url, body });
    }
    const headers = plainHeaders(request);
    const credential = readCredential(headers, url);
    if (credential === undefined) {
      return jsonError(
        403,
        'MissingAuthenticationTokenException',
        'The call carries no SigV4 credential scope. Sign it, with any access key and secret.',
        'application/json',
      );
    }
    const { region } = credential;
    const service = await this.#serviceOf(credential);
    if (service === undefined) {
      return jsonError(404, 'UnknownServiceException', this.#unknown(credential), 'application/json');
    }
    const principal = this.#options.principals.of(credential.accessKeyId);
    const call = { service: service.signingName, principal, region, method, url, headers, body };
    return this.#pass(service, { ...call, receivedAt: Date.now() });
  }

  async #pass(service: TwinService, raw: Omit<ServiceCall, 'operation'>): Promise<ServiceReply> {
    const call: ServiceCall = { ...raw, operation: service.operationOf(raw) };
    const required = call.operation === undefined ? [] : service.permissionsFor(call);
    const reply = await this.#reply(service, call, required);
    this.calls.add({
      service: call.service,
      operation: call.operation,
      functionName: this.#options.principals.functionNameOf(call.principal.accessKeyId),
      call,
      required,
      reply,
      status: reply.status,
      receivedAt: call.receivedAt,
      finishedAt: Date.now(),
    });
    return reply;
  }

  async #reply(
    service: TwinService,
    call: ServiceCall,
    required: readonly RequiredPermission[],
  ): Promise<ServiceReply> {
    if (call.operation === undefined) {
      const asked = call.headers['x-amz-target'] ?? `${call.method} ${call.url}`;
      return service.error(
        404,
        'UnknownOperationException',
        `${asked} is not an operation of ${call.service}.`,
      );
    }
    try {
      const refusal = this.#options.authorize(call, required);
      if (refusal !== undefined) {
        return service.error(403, 'AccessDeniedException', refusal);
      }
      return await this.interceptors.run(call, () => service.handle(call));
    } catch (error) {
      return error instanceof ServiceError
        ? service.error(error.status, error.code, error.message)
        : service.error(500, 'InternalFailure', error instanceof Error ? error.message : String(error));
    }
  }

  async #serviceOf({ service, region }: Credential): Promise<TwinService | undefined> {
    const global = this.#regions.get(everywhere)?.get(service);
    if (global !== undefined) return global;
    if (!this.#regions.has(region)) await this.#options.openRegion?.(region);
    return this.#regions.get(region)?.get(service);
  }

  #unknown({ service, region }: Credential): string {
    const open = [...this.#regions.keys()].filter((name) => name !== everywhere);
    if (open.length > 0 && !open.includes(region)) {
      return `The twin has no region "${region}". It has: ${open.join(', ')}.`;
    }
    const known = [everywhere, region].flatMap((name) => [...(this.#regions.get(name)?.keys() ?? [])]);
    return `The twin has no service "${service}". It has: ${known.sort().join(', ')}.`;
  }
}

const readBody = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > bodyBytesMax) {
      throw new Error(`The body is larger than ${bodyBytesMax} bytes.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const plainHeaders = (request: IncomingMessage): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );

const send = (response: ServerResponse, reply: ServiceReply): void => {
  if (reply.delivery === 'never') return;
  if (reply.delivery === 'reset') {
    response.destroy();
    return;
  }
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body) : reply.body;
  const isWhole = reply.delivery === undefined;
  response.writeHead(reply.status, {
    'x-amzn-requestid': randomUUID(),
    ...reply.headers,
    'content-length': isWhole ? body.length : body.length + 1,
  });
  if (isWhole) response.end(body);
  else response.write(body);
};
