import { describe, expect, it } from '@jest/globals';
import { isResponseUrl } from '../../../control/custom-resources/response-url.ts';

/** Goal: an answer goes to a bucket of CloudFormation's and to no other host, in every region and partition. */
const bucket = 'cloudformation-custom-resource-response';
const path = '/arn%3Aaws%3Acloudformation%3Aeu-west-1%3A1%3Astack/a/b%7CR%7Cc?X-Amz-Signature=1';

describe("CloudFormation's hosts", () => {
  it.each([
    `${bucket}-useast1.s3.amazonaws.com`,
    `${bucket}-useast1.s3.us-east-1.amazonaws.com`,
    `${bucket}-euwest1.s3-eu-west-1.amazonaws.com`,
    `${bucket}-eusouth1.s3.eu-south-1.amazonaws.com`,
    `${bucket}-apsoutheast2.s3.ap-southeast-2.amazonaws.com`,
    `${bucket}-euwest1.s3.dualstack.eu-west-1.amazonaws.com`,
    `${bucket}-uswest2.s3-fips.us-west-2.amazonaws.com`,
    `${bucket}-uswest2.s3-fips.dualstack.us-west-2.amazonaws.com`,
    `${bucket}-usgovwest1.s3.us-gov-west-1.amazonaws.com`,
    `${bucket}-usgoveast1.s3-us-gov-east-1.amazonaws.com`,
    `${bucket}-cnnorth1.s3.cn-north-1.amazonaws.com.cn`,
    `${bucket}-cnnorthwest1.s3.dualstack.cn-northwest-1.amazonaws.com.cn`,
  ])('%s is one', (host) => {
    expect(isResponseUrl(`https://${host}${path}`)).toBe(true);
    expect(isResponseUrl(`https://${host}:443${path}`)).toBe(true);
  });

  it.each([
    ['in plain HTTP', `http://${bucket}-euwest1.s3.eu-west-1.amazonaws.com/`],
    ['on another port', `https://${bucket}-euwest1.s3.eu-west-1.amazonaws.com:8443/`],
    ['with a password', `https://a:b@${bucket}-euwest1.s3.eu-west-1.amazonaws.com/`],
    ["with CloudFormation's as a user", `https://${bucket}-euwest1.s3.eu-west-1.amazonaws.com@evil.example/`],
    ['as a beginning', `https://${bucket}-euwest1.s3.eu-west-1.amazonaws.com.evil.example/`],
    ['as an end', `https://evil.example/${bucket}-euwest1.s3.eu-west-1.amazonaws.com`],
    ['as an end of the name', `https://evil-${bucket}-euwest1.s3.eu-west-1.amazonaws.com/`],
    ['as a bucket of anybody', `https://${bucket}-evil.s3.eu-west-1.amazonaws.com/`],
    ['as a bucket of anybody, without a region', `https://${bucket}-evil1.s3.amazonaws.com/`],
    ['of another region than it is in', `https://${bucket}-euwest9.s3.eu-west-1.amazonaws.com/`],
    ['of China outside of it', `https://${bucket}-cnnorth1.s3.cn-north-1.amazonaws.com/`],
    ['of elsewhere in China', `https://${bucket}-euwest1.s3.eu-west-1.amazonaws.com.cn/`],
    ['of another service', `https://${bucket}-euwest1.execute-api.eu-west-1.amazonaws.com/`],
    ['as a website', `https://${bucket}-euwest1.s3-website.eu-west-1.amazonaws.com/`],
    ['as a path', `https://s3.eu-west-1.amazonaws.com/evil/${bucket}-euwest1`],
    ['of AWS in general', 'https://evil.s3.eu-west-1.amazonaws.com/'],
    ['as this machine', 'https://127.0.0.1/'],
    ['as this machine, in plain HTTP', 'http://127.0.0.1/'],
    ['as the metadata service', 'http://169.254.169.254/latest/meta-data/'],
    ['as a file', 'file:///etc/passwd'],
    ['as data', 'data:text/plain,x'],
    ['as a script', 'javascript:alert(1)'],
    ['as nothing', ''],
    ['without a scheme', `${bucket}-euwest1.s3.eu-west-1.amazonaws.com`],
    ['of 100,000 letters', `https://${'a-'.repeat(50_000)}.amazonaws.com/`],
  ])('written %s it is none: %s', (_how, url) => {
    expect(isResponseUrl(url)).toBe(false);
  });
});

describe("the twin's host", () => {
  it.each(['http://127.0.0.1:4000', 'http://localhost:4000', 'http://[::1]:4000'])(
    'is %s where the clients of AWS are told so',
    (endpoint) => {
      expect(isResponseUrl(`${endpoint}/-/answers/1`, endpoint)).toBe(true);
      expect(isResponseUrl(`${endpoint}/-/answers/1`, undefined)).toBe(false);
      expect(isResponseUrl(`http://127.0.0.2:4000/`, endpoint)).toBe(false);
      expect(isResponseUrl('http://evil.example/', endpoint)).toBe(false);
    },
  );

  it.each(['http://proxy.example:4000', 'http://10.0.0.1', 'http://127.0.0.1.evil.example', 'nothing', ''])(
    'is not %s, where another machine stands in for AWS',
    (endpoint) => {
      expect(isResponseUrl(`${endpoint}/x`, endpoint)).toBe(false);
    },
  );
});
