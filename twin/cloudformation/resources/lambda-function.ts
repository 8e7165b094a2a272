import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import type { Functions } from '../../lambda/functions.ts';
import { makeScratchFolder } from '../../scratch-folder.ts';
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
  Tags: v.optional(v.array(v.strictObject({ Key: v.string(), Value: v.string() })), []),
  TracingConfig: ignored,
});

/** AWS::Lambda::Function. `scratchFolder` takes the code of each function, as it would lie in `/var/task`. */
export const functionProvider = (functions: Functions, scratchFolder: () => string): ResourceProvider =>
  defineProvider('AWS::Lambda::Function', functionProperties, (properties, context) => {
    const name = properties.FunctionName ?? context.physicalName(64);
    const arn = `arn:aws:lambda:${context.region}:${context.account}:function:${name}`;
    const { S3Key, ZipFile } = properties.Code;
    const codeFolder =
      S3Key === undefined
        ? inlineCode(scratchFolder(), name, ZipFile ?? '')
        : unpack(scratchFolder(), name, context.assetFolder(S3Key));
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
      tags: Object.fromEntries(properties.Tags.map(({ Key, Value }) => [Key, Value])),
    });
    return { ref: name, attributes: { Arn: arn }, remove: () => functions.remove(name) };
  });

/** CloudFormation puts inline code into `index.js`; Node.js reads it as CommonJS. */
const inlineCode = (scratchFolder: string, name: string, code: string): string => {
  const folder = mkdtempSync(join(scratchFolder, `${name}-`));
  writeFileSync(join(folder, 'index.js'), code);
  return folder;
};

/**
 * A copy away from the project, whose package.json would otherwise say what kind of module a file is: in `/var/task` there is
 * none above the code.
 */
const unpack = (scratchFolder: string, name: string, asset: string): string => {
  const folder = mkdtempSync(join(scratchFolder, `${name}-`));
  cpSync(asset, folder, { recursive: true });
  return folder;
};

/**
 * A folder for the code of one deployment, with the SDK beside it that Lambda's runtimes bring along; who makes it
 * removes it.
 */
export const makeCodeFolder = (): string => {
  const folder = makeScratchFolder('twin');
  mkdirSync(join(folder, 'node_modules'));
  const sdk = join(import.meta.dirname, '..', '..', '..', 'node_modules', '@aws-sdk');
  symlinkSync(sdk, join(folder, 'node_modules', '@aws-sdk'));
  return folder;
};
