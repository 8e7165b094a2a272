import * as v from 'valibot';

/** The parts of an ARN that are looked at. */
export interface Arn {
  readonly arn: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** The resource's id: of a channel what the MediaLive API calls ChannelId, of a flow its unique id and its name, of a stack its name and its id. */
  readonly id: string;
}

const placePattern = String.raw`([a-z0-9-]{1,32}):(\d{12})`;
const channelPattern = new RegExp(
  String.raw`^arn:(aws[a-z-]{0,32}):medialive:${placePattern}:channel:(\d{1,64})$`,
);
/** A flow's ARN ends in its unique id and its name: letters, digits, hyphens and underscores, at most 64 (MediaConnect's API, CreateFlow). */
const flowPattern = new RegExp(
  String.raw`^arn:(aws[a-z-]{0,32}):mediaconnect:${placePattern}:flow:([A-Za-z0-9-]{1,128}:[\w-]{1,64})$`,
);
/** The ARN of a flow's source ends in an id and a name of its own, of which nobody documents the grammar. */
const sourcePattern = new RegExp(
  String.raw`^arn:(aws[a-z-]{0,32}):mediaconnect:${placePattern}:source:([\w-]{1,128}:[\w. -]{1,128})$`,
);
/** The ARN of a stack, which CloudFormation calls its StackId: the name, and an id that no other stack has had. */
const stackPattern = new RegExp(
  String.raw`^arn:(aws[a-z-]{0,32}):cloudformation:${placePattern}:stack/([A-Za-z][A-Za-z0-9-]{0,127}/[A-Za-z0-9-]{1,64})$`,
);
/** The ARN of a KMS key, of several regions or of one. An alias is none: what IAM grants on its ARN does not hold for its key. */
const keyPattern = new RegExp(
  String.raw`^arn:(aws[a-z-]{0,32}):kms:${placePattern}:key/([A-Za-z0-9-]{1,64})$`,
);

/** Reads a channel's ARN; null for anything else, as table keys are made of it. */
export function parseChannelArn(text: string): Arn | null {
  return parse(channelPattern, text);
}

/** Reads the ARN of a MediaConnect flow; null for anything else, as table keys are made of it. */
export function parseFlowArn(text: string): Arn | null {
  return parse(flowPattern, text);
}

/** Reads the ARN of a source of a MediaConnect flow; null for anything else. */
export function parseSourceArn(text: string): Arn | null {
  return parse(sourcePattern, text);
}

function parse(pattern: RegExp, arn: string): Arn | null {
  const [, partition, region, account, id] = pattern.exec(arn) ?? [];
  if (partition === undefined || region === undefined || account === undefined || id === undefined) {
    return null;
  }
  return { arn, partition, region, account, id };
}

/** The ARN of a MediaLive channel. */
export const channelArn = v.pipe(
  v.string(),
  v.regex(
    channelPattern,
    ({ input }) =>
      `"${input}" is not the ARN of a MediaLive channel. Give it as DescribeChannel shows it: arn:aws:medialive:REGION:ACCOUNT:channel:ID, the id in digits.`,
  ),
  v.metadata({ allowed: 'ARN of a MediaLive channel' }),
);

/** The ARN of a MediaConnect flow. */
export const flowArn = v.pipe(
  v.string(),
  v.regex(
    flowPattern,
    ({ input }) =>
      `"${input}" is not the ARN of a MediaConnect flow. Give it as DescribeFlow shows it: arn:aws:mediaconnect:REGION:ACCOUNT:flow:ID:NAME, the name in at most 64 letters, digits, - and _.`,
  ),
  v.metadata({ allowed: 'ARN of a MediaConnect flow' }),
);

/** The ARN of a CloudFormation stack. */
export const stackArn = v.pipe(
  v.string(),
  v.regex(
    stackPattern,
    ({ input }) =>
      `"${input.slice(0, 300)}" is not the ARN of a CloudFormation stack. Give it whole: arn:aws:cloudformation:REGION:ACCOUNT:stack/NAME/ID.`,
  ),
);

/** The ARN of a KMS key. */
export const keyArn = v.pipe(
  v.string(),
  v.regex(
    keyPattern,
    ({ input }) =>
      `"${input}" is not the ARN of a KMS key. Give it as DescribeKey shows it: arn:aws:kms:REGION:ACCOUNT:key/ID; an alias will not do.`,
  ),
  v.metadata({ allowed: 'ARN of a KMS key' }),
);

/** Where a resource lives, out of a well-formed ARN of either. */
export function placeOf(arn: string): Pick<Arn, 'partition' | 'region' | 'account'> {
  const [, partition = '', , region = '', account = ''] = arn.split(':');
  return { partition, region, account };
}
