import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import type { Estate } from './estate.ts';
import { isRecord } from './gateway/json-value.ts';

const settings = v.exactOptional(v.custom<Readonly<Record<string, unknown>>>(isRecord, 'must be an object'));

const flow = v.strictObject({
  arn: v.string(),
  name: v.string(),
  availabilityZone: v.string(),
  sources: v.pipe(
    v.array(v.strictObject({ arn: v.string(), name: v.string() })),
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
  type: v.picklist(['MEDIACONNECT', 'RTP_PUSH']),
  flowArns: v.array(v.string()),
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

/** Reads an estate from a JSON file: the flows, inputs and channels that stand in the account. */
export const readEstate = (file: string): Estate => {
  const result = v.safeParse(estate, parse(file));
  if (result.success) {
    return result.output;
  }
  const issue = result.issues[0];
  throw new Error(`${file} is not an estate, at ${v.getDotPath(issue) ?? 'its root'}: ${issue.message}`);
};

const parse = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`The estate ${file} cannot be read: ${String(error)}`, { cause: error });
  }
};
