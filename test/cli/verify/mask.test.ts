/** Goal: nothing that says whose account it was leaves it in a report, and what an answer means stays readable. */
import { describe, expect, it } from '@jest/globals';
import { masked } from '../../../cli/verify/mask.ts';

describe('a text for strangers', () => {
  it.each([
    ['an ARN', 'on arn:aws:iam::111122223333:role/MediaLive-Role.', 'on arn:aws:iam:(masked).'],
    [
      'an ARN of another partition',
      '(arn:aws-us-gov:mediaconnect:us-gov-west-1:111122223333:flow:1-a:b), then',
      '(arn:aws-us-gov:mediaconnect:(masked)), then',
    ],
    [
      'two ARNs',
      'arn:aws:sqs:eu-west-1:1:a, arn:aws:sns:eu-west-1:1:b',
      'arn:aws:sqs:(masked), arn:aws:sns:(masked)',
    ],
    ['an account number', 'account 111122223333 is not opted in', 'account (masked) is not opted in'],
    ['an access key', 'The key ASIAIOSFODNN7EXAMPLE has expired', 'The key (masked) has expired'],
    [
      'an address',
      'peer 203.0.113.10 at https://a1.example.com/x?y=z',
      'peer (masked address) at (masked address)',
    ],
    ['a request id', 'id 01234567-89ab-cdef-0123-456789abcdef', 'id (masked)'],
    [
      'a name that is given',
      'Cannot start channel news-one in RUNNING',
      'Cannot start channel (masked) in RUNNING',
    ],
  ])('is without %s', (_what, text, expected) => {
    expect(masked(text, ['news-one'])).toBe(expected);
  });

  it('keeps times, versions, counts and the names of errors', () => {
    const text =
      "422 UnprocessableEntityException: '2026-11-30T21:34:13.162Z' is less than 15 seconds ahead; 1000 of 3.1136.0";
    expect(masked(text)).toBe(text);
  });

  it('takes the longer of two names first', () => {
    expect(masked('news-one-b and news-one', ['news-one', 'news-one-b'])).toBe('(masked) and (masked)');
  });
});
