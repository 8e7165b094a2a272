/** Goal: a secret that somebody makes by hand is there, once, until it is deleted. */
import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  ListSecretsCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { emptyEstate } from '../../../twin/estate.ts';
import { startTwin, type Twin } from '../../../twin/twin.ts';

let twin: Twin;
let client: SecretsManagerClient;
const create = (Name: string) => client.send(new CreateSecretCommand({ Name, SecretString: 'first' }));

beforeAll(async () => {
  twin = await startTwin({ estate: emptyEstate({ account: '000000000000', region: 'eu-west-1' }) });
  client = new SecretsManagerClient({
    endpoint: twin.endpoint,
    region: 'eu-west-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
  });
});

afterAll(async () => {
  client.destroy();
  await twin.stop();
});

describe('a secret', () => {
  it('has an ARN with six characters behind its name, and is read by either', async () => {
    const { ARN, Name } = await create('site-a');
    expect(ARN).toMatch(/^arn:aws:secretsmanager:eu-west-1:000000000000:secret:site-a-\w{6}$/);
    expect(Name).toBe('site-a');
    for (const SecretId of [ARN, 'site-a']) {
      expect((await client.send(new GetSecretValueCommand({ SecretId }))).SecretString).toBe('first');
    }
  });

  it('is not made twice', async () => {
    await create('site-b');
    await expect(create('site-b')).rejects.toMatchObject({ name: 'ResourceExistsException' });
  });

  it('is changed, listed and deleted', async () => {
    await create('site-c');
    await client.send(new PutSecretValueCommand({ SecretId: 'site-c', SecretString: 'second' }));
    const read = () => client.send(new GetSecretValueCommand({ SecretId: 'site-c' }));
    expect((await read()).SecretString).toBe('second');
    const { SecretList = [] } = await client.send(new ListSecretsCommand({}));
    expect(SecretList.map(({ Name }) => Name)).toContain('site-c');
    await client.send(new DeleteSecretCommand({ SecretId: 'site-c' }));
    await expect(read()).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});
