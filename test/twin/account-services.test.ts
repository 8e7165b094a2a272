/** Goal: what stands around a deployment answers AWS's own clients: buckets, secrets, parameters, roles, MediaPackage v1. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IAMClient, SimulatePrincipalPolicyCommand } from '@aws-sdk/client-iam';
import { GetAccountSettingsCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { DescribeChannelCommand, MediaPackageClient } from '@aws-sdk/client-mediapackage';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { JsonObject } from '../../twin/gateway/json-value.ts';
import { emptyEstate } from '../../twin/estate.ts';
import { startTwin, type Twin } from '../../twin/twin.ts';

const place = { account: '000000000000', region: 'eu-west-1' };
const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };

let twin: Twin;
beforeAll(async () => {
  twin = await startTwin({ estate: emptyEstate(place) });
});
afterAll(() => twin.stop());

const settings = () => ({ endpoint: twin.endpoint, region: place.region, credentials });

/** A call of the Query protocol, as any client makes it; the signature is not looked at, its scope is. */
async function query(service: string, parameters: Readonly<Record<string, string>>): Promise<string> {
  const response = await fetch(twin.endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=test/20261130/${place.region}/${service}/aws4_request`,
    },
    body: new URLSearchParams({ Version: '2010-05-15', ...parameters }),
  });
  return response.text();
}

/** Deploys a template by a change set, and waits for its end. */
async function deploy(StackName: string, Resources: JsonObject): Promise<string> {
  const TemplateBody = JSON.stringify({ Resources });
  await query('cloudformation', {
    Action: 'CreateChangeSet',
    StackName,
    ChangeSetName: 'c',
    ChangeSetType: 'CREATE',
    TemplateBody,
  });
  await query('cloudformation', { Action: 'ExecuteChangeSet', StackName, ChangeSetName: 'c' });
  for (;;) {
    const shown = await query('cloudformation', { Action: 'DescribeStacks', StackName });
    if (!shown.includes('_IN_PROGRESS')) return shown;
  }
}

describe('the twin keeps', () => {
  it('objects in the buckets that templates make', async () => {
    await deploy('Buckets', { B: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'assets' } } });
    const s3 = new S3Client(settings());
    const object = { Bucket: 'assets', Key: 'folder/a b.zip' };
    await s3.send(new PutObjectCommand({ ...object, Body: 'content' }));
    const { Body } = await s3.send(new GetObjectCommand(object));
    expect(await Body?.transformToString()).toBe('content');
    const { Contents = [] } = await s3.send(
      new ListObjectsV2Command({ Bucket: 'assets', Prefix: 'folder/' }),
    );
    expect(Contents.map(({ Key }) => Key)).toEqual([object.Key]);
    await s3.send(new DeleteObjectCommand(object));
    await expect(s3.send(new HeadObjectCommand(object))).rejects.toMatchObject({ name: 'NotFound' });
    const elsewhere = new GetObjectCommand({ Bucket: 'nowhere', Key: 'x' });
    await expect(s3.send(elsewhere)).rejects.toMatchObject({ name: 'NoSuchBucket' });
  });

  it('secrets that templates make, and refuses others', async () => {
    const shown = await deploy('Secrets', {
      S: { Type: 'AWS::SecretsManager::Secret', Properties: { Name: 'key' } },
    });
    expect(shown).toContain('CREATE_COMPLETE');
    const listed = await query('cloudformation', { Action: 'ListStackResources', StackName: 'Secrets' });
    const SecretId = /<PhysicalResourceId>([^<]+)/.exec(listed)?.[1];
    const secrets = new SecretsManagerClient(settings());
    await secrets.send(new PutSecretValueCommand({ SecretId, SecretString: 'value' }));
    const { SecretString } = await secrets.send(new GetSecretValueCommand({ SecretId }));
    expect(SecretString).toBe('value');
    const other = new PutSecretValueCommand({ SecretId: 'other', SecretString: 'value' });
    await expect(secrets.send(other)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('the two ingest endpoints of a MediaPackage v1 channel, with what encoders log in with', async () => {
    await deploy('Packages', { P: { Type: 'AWS::MediaPackage::Channel', Properties: { Id: 'arena' } } });
    const packages = new MediaPackageClient(settings());
    const { HlsIngest } = await packages.send(new DescribeChannelCommand({ Id: 'arena' }));
    expect(HlsIngest?.IngestEndpoints).toHaveLength(2);
    expect(new Set(HlsIngest?.IngestEndpoints?.map(({ Password }) => Password)).size).toBe(2);
    const none = new DescribeChannelCommand({ Id: 'none' });
    await expect(packages.send(none)).rejects.toMatchObject({ name: 'NotFoundException' });
  });

  it('roles that somebody makes by hand', async () => {
    const role = { RoleName: 'encoder', AssumeRolePolicyDocument: '{}' };
    const made = await query('iam', { Action: 'CreateRole', ...role });
    expect(made).toContain('<Arn>arn:aws:iam::000000000000:role/encoder</Arn>');
    expect(await query('iam', { Action: 'CreateRole', ...role })).toContain('EntityAlreadyExists');
    expect(await query('iam', { Action: 'ListRoles' })).toContain('<RoleName>encoder</RoleName>');
    await query('iam', { Action: 'DeleteRole', RoleName: 'encoder' });
    expect(await query('iam', { Action: 'GetRole', RoleName: 'encoder' })).toContain('NoSuchEntity');
  });

  it('what a role may do, for the simulator', async () => {
    const Statement = [
      { Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::a/*' },
      { Effect: 'Deny', Action: 's3:DeleteObject', Resource: '*' },
    ];
    await deploy('Roles', {
      R: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'reader',
          AssumeRolePolicyDocument: { Statement: [] },
          Policies: [{ PolicyName: 'p', PolicyDocument: { Statement } }],
        },
      },
    });
    const iam = new IAMClient(settings());
    const ask = (name: string, resource: string) =>
      iam.send(
        new SimulatePrincipalPolicyCommand({
          PolicySourceArn: `arn:aws:iam::000000000000:role/${name}`,
          ActionNames: ['s3:GetObject', 's3:DeleteObject'],
          ResourceArns: [resource],
        }),
      );
    const decisions = async (resource: string) =>
      (await ask('reader', resource)).EvaluationResults?.map(({ EvalDecision }) => EvalDecision);
    expect(await decisions('arn:aws:s3:::a/x')).toEqual(['allowed', 'implicitDeny']);
    expect(await decisions('arn:aws:s3:::b/x')).toEqual(['implicitDeny', 'implicitDeny']);
    await expect(ask('nobody', '*')).rejects.toMatchObject({ name: 'NoSuchEntityException' });
  });

  it('the concurrency of a new account', async () => {
    const { AccountLimit } = await new LambdaClient(settings()).send(new GetAccountSettingsCommand({}));
    expect(AccountLimit).toMatchObject({ ConcurrentExecutions: 10, UnreservedConcurrentExecutions: 10 });
  });

  it('the parameters of a template, which aws cloudformation deploy asks for', async () => {
    const TemplateBody = JSON.stringify({
      Parameters: { Size: { Type: 'Number', Default: 5 } },
      Resources: {},
    });
    const shown = await query('cloudformation', { Action: 'GetTemplateSummary', TemplateBody });
    expect(shown).toContain('<ParameterKey>Size</ParameterKey><ParameterType>Number</ParameterType>');
  });

  it('a stack that is not there out of every answer, in the words that clients look for', async () => {
    expect(await query('cloudformation', { Action: 'DescribeStacks', StackName: 'none' })).toContain(
      'Stack with id none does not exist',
    );
  });
});
