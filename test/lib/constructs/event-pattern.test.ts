import { describe, expect, it } from '@jest/globals';
import { Lazy } from 'aws-cdk-lib';
import { withinSizeLimit } from '../../../lib/constructs/event-pattern.ts';

describe('an event pattern', () => {
  const wide = { source: ['aws.medialive'] };
  const naming = (count: number, arn: string) => ({
    ...wide,
    detail: { channel_arn: Array<string>(count).fill(arn) },
  });

  it('names the channels while EventBridge takes it', () => {
    const narrow = naming(2, 'arn:aws:medialive:eu-west-1:000000000000:channel:1234567');
    expect(withinSizeLimit(narrow, wide)).toBe(narrow);
  });

  it('takes the events of all channels where naming them is too long', () => {
    expect(
      withinSizeLimit(naming(40, 'arn:aws:medialive:eu-west-1:000000000000:channel:1234567'), wide),
    ).toBe(wide);
  });

  it('leaves room for ARNs that are known only at deployment', () => {
    const unknown = Lazy.string({ produce: () => 'arn' });
    expect(withinSizeLimit(naming(20, unknown), wide)).toBe(wide);
  });
});
