import { join } from 'node:path';
import type { FunctionDefinition } from './function-definition.ts';

export interface ContainerSurroundings {
  /** The gateway's URL. */
  readonly endpoint: string;
  readonly region: string;
  readonly accessKeyId: string;
  /** Name of the container's log stream. */
  readonly logStream: string;
}

/** Packages that Lambda's runtime brings along (its own SDK among them) are those of this project. */
const runtimePackages = join(import.meta.dirname, '..', '..', 'node_modules');

/**
 * The environment of a function: the template's, what Lambda defines for every function (Developer Guide, "Defined
 * runtime environment variables"), and the one thing of the twin, its endpoint. Nothing is inherited from this process.
 */
export const containerEnvironment = (
  definition: FunctionDefinition,
  { endpoint, region, accessKeyId, logStream }: ContainerSurroundings,
): Readonly<Record<string, string>> => ({
  AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true',
  ...definition.environment,
  PATH: process.env['PATH'] ?? '',
  LANG: 'en_US.UTF-8',
  TZ: ':UTC',
  NODE_PATH: runtimePackages,
  LAMBDA_TASK_ROOT: definition.codeFolder,
  LAMBDA_RUNTIME_DIR: import.meta.dirname,
  _HANDLER: definition.handler,
  AWS_EXECUTION_ENV: `AWS_Lambda_${definition.runtime}`,
  AWS_REGION: region,
  AWS_DEFAULT_REGION: region,
  AWS_ACCESS_KEY_ID: accessKeyId,
  AWS_SECRET_ACCESS_KEY: 'twin',
  AWS_SESSION_TOKEN: 'twin',
  AWS_ENDPOINT_URL: endpoint,
  AWS_LAMBDA_FUNCTION_NAME: definition.name,
  AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
  AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
  AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
  AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
  AWS_LAMBDA_LOG_STREAM_NAME: logStream,
  TWIN_FUNCTION_ARN: definition.arn,
});
