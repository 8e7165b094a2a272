import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Estate } from './estate.ts';
import { estateProblems } from './estate-problems.ts';
import { isRecord } from './gateway/json-value.ts';
import { inputTypes } from './medialive/input-kinds.ts';

const settings = v.exactOptional(v.custom<Readonly<Record<string, unknown>>>(isRecord, 'must be an object'));

const flow = v.strictObject({
  arn: v.string(),
  name: v.string(),
  availabilityZone: v.string(),
  sources: v.pipe(
    v.array(
      v.strictObject({
        arn: v.string(),
        name: v.string(),
        protocol: v.exactOptional(v.string()),
        settings,
      }),
    ),
    v.minLength(1),
    v.maxLength(2),
  ),
  failover: v.exactOptional(
    v.strictObject({
      mode: v.picklist(['MERGE', 'FAILOVER']),
      primarySource: v.exactOptional(v.string()),
      recoveryWindowMs: v.exactOptional(v.number()),
    }),
  ),
  startAs: v.picklist(['ACTIVE', 'STANDBY']),
  settings,
});

const input = v.strictObject({
  id: v.string(),
  name: v.string(),
  type: v.picklist(
    inputTypes,
    ({ received }) => `There is no input type ${received}. There are: ${inputTypes.join(', ')}.`,
  ),
  flowArns: v.optional(v.array(v.string()), []),
  sources: v.exactOptional(
    v.array(v.strictObject({ url: v.string(), username: v.exactOptional(v.string()) })),
  ),
  streamNames: v.exactOptional(v.array(v.string())),
  roleArn: v.exactOptional(v.string()),
  tags: v.exactOptional(v.record(v.string(), v.string())),
  settings,
});

const channel = v.strictObject({
  id: v.string(),
  name: v.string(),
  channelClass: v.picklist(['STANDARD', 'SINGLE_PIPELINE']),
  attachments: v.array(v.strictObject({ name: v.string(), inputId: v.string(), settings })),
  inputPrepare: v.boolean(),
  tags: v.exactOptional(v.record(v.string(), v.string())),
  startAs: v.picklist(['RUNNING', 'IDLE']),
  settings,
});

const estate = v.strictObject({
  account: v.string(),
  region: v.string(),
  flows: v.array(flow),
  inputs: v.array(input),
  channels: v.array(channel),
});

/**
 * Reads an estate from a JSON file: the flows, inputs and channels that stand in the account. The format: docs/twin.md.
 * @throws with everything that is wrong with it
 */
export const readEstate = (file: string): Estate => {
  const result = v.safeParse(estate, parse(file));
  if (!result.success) {
    const issues = result.issues.map((issue) => `at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}`);
    throw new Error(`${file} is not an estate, ${issues.join('\n')}`);
  }
  const problems = estateProblems(result.output);
  if (problems.length === 0) return result.output;
  throw new Error(`${file} is an estate that no account could hold:\n${problems.join('\n')}`);
};

const parse = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`The estate ${file} cannot be read: ${String(error)}`, { cause: error });
  }
};
