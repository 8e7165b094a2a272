import { describe, expect, it } from '@jest/globals';
import { Secrets } from '../../../twin/cloudformation/secrets.ts';

const arn = 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:key-ab12cd';

const secrets = (): Secrets => {
  const made = new Secrets();
  made.put(arn, JSON.stringify({ Key: 'open sesame' }));
  return made;
};

describe('a dynamic reference', () => {
  it.each([
    [`secretsmanager:${arn}`, '{"Key":"open sesame"}'],
    [`secretsmanager:${arn}:SecretString`, '{"Key":"open sesame"}'],
    [`secretsmanager:${arn}:SecretString:Key`, 'open sesame'],
    [`secretsmanager:${arn}:SecretString:Key::`, 'open sesame'],
    [`secretsmanager:${arn}:SecretString:Key:AWSCURRENT`, 'open sesame'],
  ])('to %s is the secret, or its member', (reference, value) => {
    expect(secrets().resolve(reference)).toBe(value);
  });

  it.each([
    ['ssm:/some/parameter', /to secretsmanager only, not "ssm:/],
    ['secretsmanager:other:SecretString:Key::', /no secret other. There are: arn:aws:secretsmanager/],
    [`secretsmanager:${arn}:SecretString:Lock::`, /has no text "Lock"/],
  ])('to %s is refused, saying why', (reference, message) => {
    expect(() => secrets().resolve(reference)).toThrow(message);
  });
});
