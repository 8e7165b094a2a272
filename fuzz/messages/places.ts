import fc from 'fast-check';
import {
  account,
  attachmentOf,
  channelArn,
  channelArnOf,
  flowArnOf,
  neighbourArn,
  sites,
  sourceArnOf,
} from '../plane/deployment.ts';

/** ARNs of ours, and of others that look like them. */
function withStrangers(own: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const strange = fc.constantFrom<(arn: string) => string>(
    (arn) => arn.replace(account, '999999999999'),
    (arn) => arn.replace('eu-west-1', 'us-east-1'),
    (arn) => arn.replace('arn:aws:', 'arn:aws-cn:'),
    (arn) => arn.replace(/.$/, '9'),
    (arn) => `${arn}#STATE`,
    (arn) => `${arn}\n`,
    (arn) => arn.toUpperCase(),
    (arn) => arn.slice(0, -1),
  );
  const other = fc.tuple(own, strange).map(([arn, change]) => change(arn));
  return fc.oneof({ weight: 9, arbitrary: own }, { weight: 1, arbitrary: other });
}

export const channelArns = withStrangers(
  fc.constantFrom(channelArn, channelArn, channelArn, neighbourArn, channelArnOf(4711)),
);

/** The flows of the channels, by channel, site and pipeline; those of the first channel more often. */
const ownFlows = fc
  .tuple(fc.constantFrom(1, 1, 1, 2), fc.constantFrom(...sites), fc.constantFrom(0, 1))
  .map(([id, site, pipeline]) => flowArnOf(id, site, pipeline));
export const flowArns = withStrangers(ownFlows);
export const sourceArns = flowArns.map(sourceArnOf);

export const attachments = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...sites.map(attachmentOf)) },
  { weight: 1, arbitrary: fc.constantFrom('site-Z', '', '__proto__', '界'.repeat(100)) },
);
export const pipelines = fc.constantFrom('0', '1');
