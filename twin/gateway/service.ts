/**
 * What an AWS service looks like from inside the gateway: one HTTP call in, one reply out, with the caller known.
 * The gateway tells services apart by the SigV4 credential scope, as every AWS client signs its calls.
 */

/** Who signed a call. A function's container has an access key of its own, so its role (and its process) can be told. */
export interface Principal {
  readonly accessKeyId: string;
  /** The role whose policies bound the call; undefined for clients from outside, who stand for the root user of the account. */
  readonly roleArn?: string;
  /** What the role's session is called; a function's is that of the function. */
  readonly sessionName?: string;
  /** The process behind the call, when it is one of the twin's function containers. */
  readonly pid?: number;
}

export interface ServiceCall {
  readonly service: string;
  /** The API's own name of the operation, e.g. `BatchUpdateSchedule`; undefined when no operation matches. */
  readonly operation: string | undefined;
  readonly principal: Principal;
  readonly region: string;
  readonly method: string;
  /** Path and query as sent. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Epoch ms at which the gateway had read the whole call. */
  readonly receivedAt: number;
}

export interface ServiceReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | string;
  /** Left out: it is sent whole and at once. */
  readonly delivery?: ReplyDelivery;
}

/**
 * What a network can do to a reply on its way, for interceptors to ask for. `never`: not a byte is sent and the connection
 * stays open. `reset`: the connection ends without a byte. `half-open`: everything but the last byte is sent, and the
 * connection stays open.
 */
export type ReplyDelivery = 'never' | 'reset' | 'half-open';

/** One IAM action on one resource, as the service would have it authorized. */
export interface RequiredPermission {
  readonly action: string;
  readonly resource: string;
}

export interface TwinService {
  /** The name in the credential scope: `medialive`, `sqs`, `dynamodb`, … */
  readonly signingName: string;
  /** Names the operation of a raw call; undefined when this service has none such. */
  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined;
  /** What IAM must allow for the call to pass. */
  permissionsFor(call: ServiceCall): readonly RequiredPermission[];
  handle(call: ServiceCall): Promise<ServiceReply>;
  /** An error in this service's own wire form, e.g. for AccessDenied raised by the gateway. */
  error(status: number, code: string, message: string): ServiceReply;
}

/** Stands between a call and its service: counts, refuses, delays, kills the caller. The last one calls the service. */
export type Interceptor = (call: ServiceCall, next: () => Promise<ServiceReply>) => Promise<ServiceReply>;
