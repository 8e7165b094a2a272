/** The MediaConnect API, as far as a control plane reads and operates flows: REST-JSON, BM:mediaconnect. */
import type { ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';
import { describedFlow, listedFlow } from './flow-json.ts';
import type { Flow } from './flow.ts';
import type { Flows } from './flows.ts';

const MAX_RESULTS_DEFAULT = 50;
const MAX_RESULTS_MAX = 1_000;

interface Route {
  readonly operation: string;
  readonly method: string;
  /** The group `arn` holds the flow's ARN, encoded. */
  readonly path: RegExp;
}

/** The order matters: a flow's ARN is whatever is not `start/…` or `stop/…`. */
const ROUTES: readonly Route[] = [
  { operation: 'ListFlows', method: 'GET', path: /^\/v1\/flows\/?$/ },
  { operation: 'StartFlow', method: 'POST', path: /^\/v1\/flows\/start\/(?<arn>[^/]+)$/ },
  { operation: 'StopFlow', method: 'POST', path: /^\/v1\/flows\/stop\/(?<arn>[^/]+)$/ },
  { operation: 'DescribeFlow', method: 'GET', path: /^\/v1\/flows\/(?<arn>[^/]+)$/ },
];

/** A refusal in the API's own terms. */
class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export function mediaConnectService(flows: Flows): TwinService {
  const existing = (flowArn: string): Flow => {
    const flow = flows.find(flowArn);
    if (flow) return flow;
    throw new ApiError(404, 'NotFoundException', `Flow ${flowArn} not found.`);
  };
  const operations: Record<string, (call: ServiceCall, flowArn: string) => ServiceReply> = {
    ListFlows: (call) => json(200, listFlows(flows.all, queryOf(call.url))),
    DescribeFlow: (_call, flowArn) => json(200, describedFlow(existing(flowArn))),
    StartFlow: (_call, flowArn) => operate(existing(flowArn), 'STANDBY', (flow) => flow.start()),
    StopFlow: (_call, flowArn) => operate(existing(flowArn), 'ACTIVE', (flow) => flow.stop()),
  };
  return {
    signingName: 'mediaconnect',
    operationOf: (call) => match(call)?.operation,
    permissionsFor: (call) => {
      const found = match(call);
      // What lists flows names none, and has no resource-level permission (service authorization reference).
      const { operation, flowArn = '' } = found ?? {};
      if (operation === undefined) return [];
      return [{ action: `mediaconnect:${operation}`, resource: flowArn === '' ? '*' : flowArn }];
    },
    handle: (call) => Promise.resolve(answer(call, operations)),
    error,
  };
}

function answer(
  call: ServiceCall,
  operations: Record<string, (call: ServiceCall, flowArn: string) => ServiceReply>,
): ServiceReply {
  const operate = operations[call.operation ?? ''];
  if (operate === undefined)
    return error(404, 'NotFoundException', `No operation at ${call.method} ${call.url}.`);
  try {
    return operate(call, match(call)?.flowArn ?? '');
  } catch (failure) {
    if (failure instanceof ApiError) return error(failure.status, failure.code, failure.message);
    throw failure;
  }
}

/** Begins a change of status; the reply does not wait for its end. */
function operate(flow: Flow, from: 'STANDBY' | 'ACTIVE', act: (flow: Flow) => Promise<void>): ServiceReply {
  const before = flow.status();
  if (before !== from) {
    const message = `Flow ${flow.spec.arn} is in status ${before}; the operation needs status ${from}.`;
    throw new ApiError(400, 'BadRequestException', message);
  }
  void act(flow);
  return json(202, { flowArn: flow.spec.arn, status: flow.status() });
}

function listFlows(all: readonly Flow[], query: URLSearchParams): Record<string, unknown> {
  const size = wholeNumber(query, 'maxResults', MAX_RESULTS_DEFAULT);
  const start = wholeNumber(query, 'nextToken', 0);
  if (size < 1 || size > MAX_RESULTS_MAX) {
    throw new ApiError(400, 'BadRequestException', `maxResults ${size} must be 1 to ${MAX_RESULTS_MAX}.`);
  }
  const page = all.slice(start, start + size).map(listedFlow);
  return { flows: page, ...(start + size < all.length && { nextToken: String(start + size) }) };
}

function wholeNumber(query: URLSearchParams, name: string, byDefault: number): number {
  const given = query.get(name);
  if (given === null) return byDefault;
  if (/^\d{1,9}$/.test(given)) return Number(given);
  throw new ApiError(400, 'BadRequestException', `${name} "${given}" is not valid.`);
}

function match(
  call: Pick<ServiceCall, 'method' | 'url'>,
): { operation: string; flowArn: string } | undefined {
  const [path = ''] = call.url.split('?');
  for (const route of ROUTES) {
    const found = route.method === call.method ? route.path.exec(path) : null;
    if (found) return { operation: route.operation, flowArn: decoded(found.groups?.['arn'] ?? '') };
  }
  return undefined;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function queryOf(url: string): URLSearchParams {
  return new URLSearchParams(url.split('?')[1] ?? '');
}

function json(status: number, body: Record<string, unknown>): ServiceReply {
  return { status, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
}

function error(status: number, code: string, message: string): ServiceReply {
  const reply = json(status, { message });
  return { ...reply, headers: { ...reply.headers, 'x-amzn-errortype': code } };
}
