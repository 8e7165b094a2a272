/** The parts of an ARN that the control plane looks at. */
export interface Arn {
  readonly arn: string;
  readonly partition: string;
  readonly region: string;
  readonly account: string;
  /** The resource's id: of a channel what the MediaLive API calls ChannelId. */
  readonly id: string;
}

const channelPattern = /^arn:(aws[a-z-]*):medialive:([a-z0-9-]{1,32}):(\d{12}):channel:([\w-]{1,64})$/;
/** A flow's ARN ends in its unique id and its name. */
const flowPattern =
  /^arn:(aws[a-z-]*):mediaconnect:([a-z0-9-]{1,32}):(\d{12}):flow:([\w-]{1,128}:[\w. -]{1,128})$/;
/** The ARN of a flow's source has the same end, of its own. */
const sourcePattern =
  /^arn:(aws[a-z-]*):mediaconnect:([a-z0-9-]{1,32}):(\d{12}):source:([\w-]{1,128}:[\w. -]{1,128})$/;

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
  if (partition === undefined || region === undefined || account === undefined || id === undefined)
    return null;
  return { arn, partition, region, account, id };
}
