import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Functions } from '../../lambda/functions.ts';
import { cfnNumber, defineProvider, ignored, type ResourceProvider } from '../resource-provider.ts';

const runtime = v.pipe(
  v.string(),
  v.regex(/^nodejs\d+\.x$/, ({ received }) => `The twin runs nodejs…x functions, not ${received}.`),
);

const functionProperties = v.strictObject({
  FunctionName: v.optional(v.string()),
  Code: v.strictObject({
    S3Bucket: v.optional(v.string()),
    S3Key: v.optional(v.string()),
    ZipFile: v.optional(v.string()),
  }),
  Handler: v.string(),
  Runtime: runtime,
  Role: v.string(),
  Timeout: v.optional(cfnNumber, 3),
  MemorySize: v.optional(cfnNumber, 128),
  Environment: v.optional(v.strictObject({ Variables: v.optional(v.record(v.string(), v.string()), {}) })),
  ReservedConcurrentExecutions: v.optional(cfnNumber),
  Description: v.optional(v.string(), ''),
  Architectures: ignored,
  EphemeralStorage: ignored,
  KmsKeyArn: ignored,
  LoggingConfig: ignored,
  RecursiveLoop: ignored,
  Tags: ignored,
  TracingConfig: ignored,
});

/** AWS::Lambda::Function. `scratchFolder` takes the code that is written inline in the template. */
export const functionProvider = (functions: Functions, scratchFolder: () => string): ResourceProvider =>
  defineProvider('AWS::Lambda::Function', functionProperties, (properties, context) => {
    const name = properties.FunctionName ?? context.physicalName(64);
    const arn = `arn:aws:lambda:${context.region}:${context.account}:function:${name}`;
    const { S3Key, ZipFile } = properties.Code;
    const codeFolder =
      S3Key === undefined ? inlineCode(scratchFolder(), name, ZipFile ?? '') : context.assetFolder(S3Key);
    functions.add({
      name,
      arn,
      logicalId: context.logicalId,
      codeFolder,
      handler: properties.Handler,
      runtime: properties.Runtime,
      roleArn: properties.Role,
      timeoutMs: properties.Timeout * 1000,
      memoryMb: properties.MemorySize,
      environment: properties.Environment?.Variables ?? {},
      reservedConcurrency: properties.ReservedConcurrentExecutions,
      description: properties.Description,
    });
    return { ref: name, attributes: { Arn: arn } };
  });

/** CloudFormation puts inline code into `index.js`; Node.js reads it as CommonJS. */
const inlineCode = (scratchFolder: string, name: string, code: string): string => {
  const folder = mkdtempSync(join(scratchFolder, `${name}-`));
  writeFileSync(join(folder, 'index.js'), code);
  return folder;
};

/** A folder for the inline code of one deployment; who makes it removes it. */
export const makeScratchFolder = (): string => mkdtempSync(join(tmpdir(), 'twin-'));
