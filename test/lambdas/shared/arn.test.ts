import { describe, expect, it } from '@jest/globals';
import { parseChannelArn, parseFlowArn } from '../../../lambdas/shared/arn.ts';

describe('parseChannelArn', () => {
  it.each(['aws', 'aws-us-gov', 'aws-cn'])('reads the ARN of a channel in partition %s', (partition) => {
    const arn = `arn:${partition}:medialive:eu-west-1:111122223333:channel:1234567`;
    expect(parseChannelArn(arn)).toEqual({
      arn,
      partition,
      region: 'eu-west-1',
      account: '111122223333',
      id: '1234567',
    });
  });

  it.each([
    '',
    'channel-1',
    'arn:aws:medialive:eu-west-1:111122223333:input:1',
    'arn:aws:medialive:eu-west-1:1111:channel:1',
    'arn:aws:medialive:eu-west-1:111122223333:channel:1#STATE',
    'arn:aws:medialive:eu-west-1:111122223333:channel:1\nx',
    'arn:aws:medialive:eu-west-1:111122223333:channel:',
  ])('refuses %j', (text) => {
    expect(parseChannelArn(text)).toBeNull();
  });
});

describe('parseFlowArn', () => {
  it('reads the ARN of a flow, name and all', () => {
    const arn = 'arn:aws:mediaconnect:us-east-1:012345678901:flow:1-AbC-abcdef123455:ExampleFlow';
    expect(parseFlowArn(arn)).toMatchObject({
      account: '012345678901',
      id: '1-AbC-abcdef123455:ExampleFlow',
    });
  });

  it('refuses the ARN of a source', () => {
    expect(
      parseFlowArn('arn:aws:mediaconnect:us-east-1:012345678901:source:1-AbC-abcdef123455:ExampleSource'),
    ).toBeNull();
  });
});
