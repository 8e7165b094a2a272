import * as v from 'valibot';
import { wholeNumber } from '../whole-number.ts';

const octet = '(25[0-5]|2[0-4]\\d|1?\\d?\\d)';
const addressPattern = new RegExp(`^(${octet}\\.){3}${octet}$`);
const cidrPattern = new RegExp(`^(${octet}\\.){3}${octet}/(\\d|[12]\\d|3[0-2])$`);

/** Who may send: one block of IPv4 addresses, and never everyone. */
export const cidr = v.pipe(
  v.string(),
  v.regex(
    cidrPattern,
    ({ input }) =>
      `"${input}" is not a block of IPv4 addresses. Give it like 203.0.113.10/32 for one address.`,
  ),
  v.check(
    (block) => !block.endsWith('/0'),
    ({ input }) =>
      `"${input}" would let everyone send. Name the addresses of the site, like 203.0.113.10/32; nothing of a deployment is public.`,
  ),
  v.metadata({ allowed: 'IPv4 block, like 203.0.113.10/32' }),
);

/** A host by IPv4 address or name. */
export const host = v.pipe(
  v.string(),
  v.check(
    (text) => addressPattern.test(text) || /^([a-z0-9-]+\.)+[a-z]{2,}$/i.test(text),
    ({ input }) => `"${input}" is neither an IPv4 address nor the name of a host.`,
  ),
  v.metadata({ allowed: 'IPv4 address or host name' }),
);

export const port = wholeNumber(1, 65_535);

/** Where MediaConnect listens or calls: CDK (aws-mediaconnect-alpha) allows no port below. */
export const flowPort = wholeNumber(1024, 65_535, 'MediaConnect takes no port below 1024.');

export const availabilityZone = v.pipe(
  v.string(),
  v.regex(
    /^[a-z]{2}(-[a-z]+)+-\d[a-z]$/,
    ({ input }) => `"${input}" is not the name of an Availability Zone. Give it like eu-west-1a.`,
  ),
  v.metadata({ allowed: 'name of an Availability Zone' }),
);
