import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { NormalizedSchema } from './smithy-core.ts';
import type { StaticErrorSchema, StaticOperationSchema } from '@smithy/types';
import { readAllowedValues } from './allowed-values.ts';
import type { AllowedValues } from './allowed-values.ts';

export interface OperationModel {
  readonly name: string;
  readonly method: string;
  /** URI template of the operation, e.g. `/prod/channels/{ChannelId}/schedule`. */
  readonly path: string;
  /** HTTP status of a success. */
  readonly status: number;
  readonly input: NormalizedSchema;
  readonly output: NormalizedSchema;
}

export interface ErrorModel {
  readonly status: number;
  readonly schema: NormalizedSchema;
}

/** A service as its own client describes it: what can be asked, what is answered, what can go wrong. */
export interface ServiceModel {
  readonly operations: ReadonlyMap<string, OperationModel>;
  readonly errors: ReadonlyMap<string, ErrorModel>;
  readonly allowedValues: AllowedValues;
}

const operationId = 9;
const errorId = -3;

/**
 * Reads a service's model from its AWS client, which carries schemas at run time (recent clients only: those that
 * predate schemas have no operations here). The official client is the best description of the wire there is on npm.
 *
 * @param sdk - everything the client exports
 * @param packageName - the client's package, e.g. `@aws-sdk/client-medialive`, for the declarations that name its enumerations
 */
export function readServiceModel(sdk: Readonly<Record<string, unknown>>, packageName: string): ServiceModel {
  const operations = new Map<string, OperationModel>();
  const errors = new Map<string, ErrorModel>();
  for (const exported of Object.values(sdk)) {
    if (isOperation(exported)) operations.set(exported[2], operationModel(exported));
    else if (isError(exported)) errors.set(exported[2], errorModel(exported));
  }
  const packageFile = createRequire(import.meta.url).resolve(`${packageName}/package.json`);
  const modelsFolder = join(dirname(packageFile), 'dist-types', 'models');
  return { operations, errors, allowedValues: readAllowedValues(sdk, modelsFolder) };
}

function operationModel(schema: StaticOperationSchema): OperationModel {
  const [, , name, traits, input, output] = schema;
  const http = typeof traits === 'object' ? traits.http : undefined;
  if (http === undefined) throw new Error(`The model of ${name} has no HTTP binding.`);
  const [method, path, status] = http;
  return {
    name,
    method,
    path,
    status,
    input: NormalizedSchema.of(input),
    output: NormalizedSchema.of(output),
  };
}

function errorModel(schema: StaticErrorSchema): ErrorModel {
  const normalized = NormalizedSchema.of(schema);
  const status = normalized.getMergedTraits()['httpError'];
  return { status: typeof status === 'number' ? status : 500, schema: normalized };
}

function isOperation(candidate: unknown): candidate is StaticOperationSchema {
  return Array.isArray(candidate) && candidate[0] === operationId;
}

function isError(candidate: unknown): candidate is StaticErrorSchema {
  return Array.isArray(candidate) && candidate[0] === errorId;
}
