import type { JsonObject } from '../gateway/json-value.ts';
import type { EventSourceMapping } from './event-source-mapping.ts';
import type { FunctionDefinition } from './function-definition.ts';
import type { Functions } from './functions.ts';

/** A function as the API describes it (Lambda API, FunctionConfiguration). */
export const functionConfiguration = (definition: FunctionDefinition): JsonObject => ({
  FunctionName: definition.name,
  FunctionArn: definition.arn,
  Description: definition.description,
  Runtime: definition.runtime,
  Role: definition.roleArn,
  Handler: definition.handler,
  Timeout: definition.timeoutMs / 1000,
  MemorySize: definition.memoryMb,
  Version: '$LATEST',
  State: 'Active',
  LastUpdateStatus: 'Successful',
  PackageType: 'Zip',
  Environment: { Variables: definition.environment },
});

export const functionDescription = (definition: FunctionDefinition): JsonObject => ({
  Configuration: functionConfiguration(definition),
  Tags: definition.tags,
  ...(definition.reservedConcurrency === undefined
    ? {}
    : { Concurrency: { ReservedConcurrentExecutions: definition.reservedConcurrency } }),
});

/** Lambda API, EventSourceMappingConfiguration. */
export const mappingConfiguration = ({ settings, state }: EventSourceMapping): JsonObject => ({
  UUID: settings.id,
  EventSourceArn: settings.queueArn,
  FunctionArn: settings.functionArn,
  BatchSize: settings.batchSize,
  MaximumBatchingWindowInSeconds: settings.batchWindowMs / 1000,
  FunctionResponseTypes: settings.reportsFailures ? ['ReportBatchItemFailures'] : [],
  State: state,
});

/** What Lambda's `GetAccountSettings` says; the sizes of code are Lambda's quotas. */
export const accountSettings = (functions: Pick<Functions, 'concurrency' | 'list'>): JsonObject => ({
  AccountLimit: {
    TotalCodeSize: 80_530_636_800,
    CodeSizeUnzipped: 262_144_000,
    CodeSizeZipped: 52_428_800,
    ConcurrentExecutions: functions.concurrency.limit,
    UnreservedConcurrentExecutions: functions.concurrency.unreserved,
  },
  AccountUsage: { TotalCodeSize: 0, FunctionCount: functions.list().length },
});
