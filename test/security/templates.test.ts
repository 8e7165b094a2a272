/**
 * Goal: what the deployments of all examples allow, and to whom: the promises of docs/security.md that stand in the templates.
 */
import { describe, expect, it } from '@jest/globals';
import { compilePattern } from '../../twin/eventbridge/pattern.ts';
import { isRecord, propertyOf } from '../lib/synthesize.ts';
import { deployed, eventLike } from './event-like.ts';
import { listOf, ofType, resources, templates } from './example-templates.ts';

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource?: unknown;
  readonly Principal?: unknown;
  readonly Condition?: Record<string, Record<string, unknown>>;
}
interface Found {
  readonly type: string;
  readonly id: string;
  readonly statement: Statement;
}

/** Every statement of every policy document anywhere in a resource. */
function statementsIn(value: unknown): readonly Statement[] {
  if (Array.isArray(value)) return value.flatMap(statementsIn);
  if (!isRecord(value)) return [];
  const own = 'Statement' in value ? (listOf(value['Statement']) as readonly Statement[]) : [];
  return [...own, ...Object.values(value).flatMap(statementsIn)];
}

const statements: readonly Found[] = resources.flatMap(([id, { Type, Properties }]) =>
  statementsIn(Properties).map((statement) => ({ type: String(Type), id, statement })),
);
const allowed = statements.filter(({ statement }) => statement.Effect === 'Allow');
const actionsOf = ({ statement }: Found) => listOf(statement.Action).map(String);

it('there is something to look at', () => {
  expect(templates.length).toBeGreaterThan(8);
  expect(allowed.length).toBeGreaterThan(50);
});

describe('what is allowed', () => {
  it('to nobody hands on roles, changes code, users or policies, or has a wildcard for an action', () => {
    const powers =
      /^(iam|sts|organizations|cloudformation):|^lambda:(Update|Create|Add|Put)|^kms:(Put|Schedule|Create)|\*/;
    const ofTheAccount = allowed.filter(({ type }) => type !== 'AWS::KMS::Key');
    const assumed = ofTheAccount.filter(({ statement }) => statement.Principal === undefined);
    expect(assumed.flatMap(actionsOf).filter((action) => powers.test(action))).toEqual([]);
    const trusts = allowed.filter(
      ({ type, statement }) => type === 'AWS::IAM::Role' && statement.Principal !== undefined,
    );
    expect([...new Set(trusts.flatMap(actionsOf))].toSorted()).toEqual(['sts:AssumeRole', 'sts:TagSession']);
    for (const { statement, id } of trusts) {
      const principal = statement.Principal;
      const service = isRecord(principal) ? String(principal['Service']) : 'nobody';
      expect([id, service]).toEqual([id, expect.stringMatching(/^[a-z]+\.amazonaws\.com$/)]);
    }
  });

  it('is allowed to nobody in particular nowhere', () => {
    const anybody = allowed.filter(({ statement: { Principal } }) =>
      isRecord(Principal)
        ? Object.values(Principal).flatMap(listOf).includes('*')
        : Principal !== undefined && listOf(Principal).includes('*'),
    );
    expect(anybody).toEqual([]);
  });

  it('names what it is allowed on, but where the service knows nothing narrower', () => {
    const wide = allowed.filter(
      ({ statement, type }) => listOf(statement.Resource).includes('*') && type !== 'AWS::KMS::Key',
    );
    // Each with its reason in independent/authorization.ts; a secret's key is named by a condition.
    expect([...new Set(wide.flatMap(actionsOf))].toSorted()).toEqual([
      'ec2:DescribeNetworkInterfaces',
      'ec2:DescribeSecurityGroups',
      'ec2:DescribeSubnets',
      'kms:Decrypt',
      'logs:DescribeLogGroups',
      'mediaconnect:ListFlows',
      'mediaconnect:ManagedAddOutput',
      'mediaconnect:ManagedDescribeFlow',
      'mediaconnect:ManagedRemoveOutput',
      'medialive:ListAlerts',
      'medialive:ListChannels',
    ]);
  });

  it('to put a secret of an encoder is given for two secrets by name, to one function', () => {
    const puts = allowed.filter((found) => actionsOf(found).includes('secretsmanager:PutSecretValue'));
    expect(puts.length).toBeGreaterThan(0);
    for (const { statement } of puts) {
      expect(listOf(statement.Resource)).toHaveLength(2);
      expect(JSON.stringify(statement.Resource)).not.toContain('*');
    }
  });

  it('to an encoder of another account is to deliver to one channel', () => {
    const encoders = allowed.filter(({ id }) => id.includes('EncoderAccess'));
    expect(encoders.length).toBeGreaterThan(0);
    for (const found of encoders) {
      expect(actionsOf(found)).toEqual(['mediapackagev2:PutObject']);
      expect(listOf(found.statement.Resource)).toHaveLength(1);
      expect(JSON.stringify(found.statement.Resource)).not.toContain('*');
    }
  });
});

describe('a key', () => {
  it('is for the account and its alarms', () => {
    const keys = statements.filter(({ type }) => type === 'AWS::KMS::Key');
    expect(keys.length).toBeGreaterThan(0);
    for (const { statement } of keys) {
      const text = JSON.stringify(statement.Principal);
      const isRoot = text.includes(':root');
      const ofService =
        text.includes('cloudwatch.amazonaws.com') &&
        JSON.stringify(statement.Condition).includes('aws:SourceAccount');
      expect([text, isRoot || ofService]).toEqual([text, true]);
    }
  });
});

describe('a queue', () => {
  it('is opened by its policy for the rules that stand in the template, by their ARNs or by what they are called', () => {
    const rules = new Map(ofType('AWS::Events::Rule').map(([id, rule]) => [id, propertyOf(rule, 'Name')]));
    const opened = allowed.filter(({ type }) => type === 'AWS::SQS::QueuePolicy');
    expect(opened.length).toBeGreaterThan(0);
    for (const { statement } of opened) {
      expect(statement.Principal).toEqual({ Service: 'events.amazonaws.com' });
      expect(Object.keys(statement.Condition ?? {})).toHaveLength(1);
    }
    const sourcesOf = (operator: string) =>
      opened.flatMap(({ statement }) => listOf(statement.Condition?.[operator]?.['aws:SourceArn'] ?? []));
    const [exact, alike] = [sourcesOf('ArnEquals'), sourcesOf('ArnLike')];
    expect(Math.min(exact.length, alike.length)).toBeGreaterThan(0);
    for (const arn of exact) {
      const [logicalId] = isRecord(arn) ? listOf(arn['Fn::GetAtt']) : [];
      expect(rules.has(String(listOf(logicalId)[0]))).toBe(true);
    }
    // Nothing in it is open but the number.
    for (const arn of alike) {
      const text = typeof arn === 'string' ? arn : JSON.stringify(arn);
      expect(text).toMatch(/:rule\/[a-z-]+-control-plane-(live|flow)-\?{3}("\]\]\})?$/);
    }
    const numbered = [...rules.values()].filter((name) => name !== undefined);
    for (const name of numbered) expect(name).toMatch(/-control-plane-(live|flow)-\d{3}$/);
    expect(numbered.length).toBeGreaterThan(0);
  });
});

describe('a bucket', () => {
  it('is open to nobody, and refuses requests without TLS', () => {
    const buckets = ofType('AWS::S3::Bucket');
    expect(buckets.length).toBeGreaterThan(0);
    for (const [, bucket] of buckets) {
      expect(propertyOf(bucket, 'PublicAccessBlockConfiguration')).toEqual({
        BlockPublicAcls: true,
        BlockPublicPolicy: true,
        IgnorePublicAcls: true,
        RestrictPublicBuckets: true,
      });
    }
    const policies = ofType('AWS::S3::BucketPolicy');
    expect(policies).toHaveLength(buckets.length);
    for (const [, policy] of policies) {
      expect(JSON.stringify(policy)).toContain('"aws:SecureTransport":"false"');
    }
  });

  it('is read by a distribution of the template, and by no other', () => {
    const readers = allowed.filter(
      ({ type, statement }) =>
        type === 'AWS::S3::BucketPolicy' && JSON.stringify(statement.Principal).includes('cloudfront'),
    );
    expect(readers.length).toBeGreaterThan(0);
    for (const found of readers) {
      expect(actionsOf(found)).toEqual(['s3:GetObject', 's3:ListBucket']);
      expect(JSON.stringify(found.statement.Condition)).toMatch(/AWS:SourceArn.*distribution/i);
    }
  });

  it('is not listed to viewers: the root is an object, and a query is not handed on', () => {
    const distributions = ofType('AWS::CloudFront::Distribution');
    const ofBuckets = distributions.filter(([, one]) => JSON.stringify(one).includes('S3OriginConfig'));
    expect(ofBuckets.length).toBeGreaterThan(0);
    for (const [, distribution] of ofBuckets) {
      const config = propertyOf(distribution, 'DistributionConfig');
      expect(isRecord(config) && config['DefaultRootObject']).toBeTruthy();
      expect(JSON.stringify(config)).not.toMatch(/"OriginRequestPolicyId"|"allow-all"|"http-only"/);
    }
    for (const [, policy] of ofType('AWS::CloudFront::CachePolicy')) {
      expect(JSON.stringify(policy)).not.toContain('"QueryStringBehavior":"all"');
    }
  });
});

describe('a log', () => {
  it('is kept for a while, and not for ever', () => {
    const groups = ofType('AWS::Logs::LogGroup');
    expect(groups.length).toBeGreaterThan(0);
    for (const [, group] of groups) expect(propertyOf(group, 'RetentionInDays')).toBe(30);
    expect(
      ofType('AWS::Lambda::Function').every(
        ([, lambda]) => propertyOf(lambda, 'LoggingConfig') !== undefined,
      ),
    ).toBe(true);
  });
});

describe('an event that an application puts on the bus', () => {
  const rules = ofType('AWS::Events::Rule').map(([, rule]) => rule);
  const patterns = rules.map((rule) => deployed(propertyOf(rule, 'EventPattern'))).filter(isRecord);

  it('is for no rule of ours: these take what AWS says of its services, which nobody else can put', () => {
    expect(patterns.length).toBeGreaterThan(0);
    for (const pattern of patterns) {
      expect(listOf(pattern['source']).every((source) => /^aws\.[a-z]+$/.test(String(source)))).toBe(true);
    }
  });

  it.each([
    'AWS.medialive',
    'medialive-failover',
    'medialive-failover/lifecycle',
    'my.app',
    'aws.medialive ',
    '',
  ])('is for no rule with the source "%s"', (source) => {
    for (const pattern of patterns) {
      const event = eventLike(pattern);
      const matches = compilePattern(pattern as Parameters<typeof compilePattern>[0]);
      expect(matches(event)).toBe(true);
      expect(matches({ ...event, source })).toBe(false);
    }
  });

  it('reaches no rule on a bus of its own', () => {
    for (const rule of rules) expect(propertyOf(rule, 'EventBusName')).toBeUndefined();
  });
});
