/** The MediaConnect API, as far as a control plane reads and operates flows: REST-JSON, BM:mediaconnect. */
import type { Clock } from '../clock.ts';
import { isRecord } from '../gateway/json-value.ts';
import type { ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';
import type { FlowStatus } from './events.ts';
import { describedFlow, listedFlow } from './flow-json.ts';
import type { Flow } from './flow.ts';
import type { Flows } from './flows.ts';

/** What a page has when the caller names no number (BM:mediaconnect.ListFlowsRequest). */
const maxResultsDefault = 10;
const maxResultsMax = 1_000;

interface Route {
  readonly operation: string;
  readonly method: string;
  /** The group `arn` holds the flow's ARN, encoded. */
  readonly path: RegExp;
}

/** The order matters: a flow's ARN is whatever is not `start/…` or `stop/…`. */
const routes: readonly Route[] = [
  { operation: 'ListFlows', method: 'GET', path: /^\/v1\/flows\/?$/ },
  { operation: 'StartFlow', method: 'POST', path: /^\/v1\/flows\/start\/(?<arn>[^/]+)$/ },
  { operation: 'StopFlow', method: 'POST', path: /^\/v1\/flows\/stop\/(?<arn>[^/]+)$/ },
  { operation: 'DescribeFlow', method: 'GET', path: /^\/v1\/flows\/(?<arn>[^/]+)$/ },
  { operation: 'UpdateFlow', method: 'PUT', path: /^\/v1\/flows\/(?<arn>[^/]+)$/ },
  { operation: 'DeleteFlow', method: 'DELETE', path: /^\/v1\/flows\/(?<arn>[^/]+)$/ },
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

export function mediaConnectService(flows: Flows, clock: Clock): TwinService {
  const existing = (flowArn: string): Flow => {
    const flow = flows.find(flowArn);
    if (flow) return flow;
    throw new ApiError(404, 'NotFoundException', `Flow ${flowArn} not found.`);
  };
  const described = (flow: Flow) => describedFlow(flow, flows.knobs, clock.now());
  const operations: Record<string, (call: ServiceCall, flowArn: string) => ServiceReply> = {
    ListFlows: (call) => json(200, listFlows(flows.all, queryOf(call.url))),
    DescribeFlow: (_call, flowArn) => json(200, described(existing(flowArn))),
    StartFlow: (_call, flowArn) => operate(existing(flowArn), ['STANDBY'], (flow) => flow.start()),
    StopFlow: (_call, flowArn) => operate(existing(flowArn), ['ACTIVE', 'ERROR'], (flow) => flow.stop()),
    UpdateFlow: ({ body }, flowArn) => {
      const flow = existing(flowArn);
      const settings = updateOf(body);
      operate(flow, ['ACTIVE', 'STANDBY'], () => flow.update(settings));
      return json(202, { flow: described(flow)['flow'] });
    },
    DeleteFlow: (_call, flowArn) => operate(existing(flowArn), ['STANDBY'], () => flows.remove(flowArn)),
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
  if (operate === undefined) {
    return error(404, 'NotFoundException', `No operation at ${call.method} ${call.url}.`);
  }
  try {
    return operate(call, match(call)?.flowArn ?? '');
  } catch (failure) {
    if (failure instanceof ApiError) return error(failure.status, failure.code, failure.message);
    throw failure;
  }
}

/** Begins a change of status; the reply does not wait for its end. */
function operate(flow: Flow, from: readonly FlowStatus[], act: (flow: Flow) => Promise<void>): ServiceReply {
  const before = flow.status();
  if (!from.includes(before)) {
    const message = `Flow ${flow.spec.arn} is in status ${before}; the operation needs status ${from.join(' or ')}.`;
    throw new ApiError(400, 'BadRequestException', message);
  }
  void act(flow);
  return json(202, { flowArn: flow.spec.arn, status: flow.status() });
}

/** The members of an UpdateFlow request that the twin takes: they are shown by DescribeFlow and do nothing. */
const updatable = ['maintenance', 'sourceMonitoringConfig', 'encodingConfig', 'ndiConfig', 'flowSize'];

function updateOf(body: Buffer): Readonly<Record<string, unknown>> {
  const request = parsedJson(body);
  if (!isRecord(request)) throw new ApiError(400, 'BadRequestException', 'The body is not a JSON object.');
  const unknown = Object.keys(request).filter((name) => !updatable.includes(name));
  if (unknown.length === 0) return request;
  const message = `The twin cannot update ${unknown.join(', ')} of a flow; it can: ${updatable.join(', ')}.`;
  throw new ApiError(400, 'BadRequestException', message);
}

function parsedJson(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8') || '{}');
  } catch {
    return undefined;
  }
}

function listFlows(all: readonly Flow[], query: URLSearchParams): Record<string, unknown> {
  const size = wholeNumber(query, 'maxResults', maxResultsDefault);
  const start = wholeNumber(query, 'nextToken', 0);
  if (size < 1 || size > maxResultsMax) {
    throw new ApiError(400, 'BadRequestException', `maxResults ${size} must be 1 to ${maxResultsMax}.`);
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
  for (const route of routes) {
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
