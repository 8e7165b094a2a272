/**
 * Goal: the CDK's own command line, unchanged, deploys into the twin as it does into an account: what it needs of AWS is there, and
 * it takes the twin for AWS. A person types the same lines.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { runCdk } from '../../rehearsal/cdk-command.ts';
import { emptyEstate } from '../../twin/estate.ts';
import { startTwin, type Twin } from '../../twin/twin.ts';

const repository = join(import.meta.dirname, '..', '..');
const example = join(repository, 'examples', 'one-channel-zixi.yaml');
const place = { account: '000000000000', region: 'eu-west-1' };
const minutes = 60_000;

let twin: Twin;
let folder: string;

beforeAll(async () => {
  twin = await startTwin({ estate: emptyEstate(place) });
  folder = mkdtempSync(join(tmpdir(), 'real-command-'));
}, minutes);

afterAll(async () => {
  await twin.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Both streams of one command: the CDK writes its progress to the second. */
async function cdk(
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly text: string }> {
  const environment = {
    AWS_ENDPOINT_URL: twin.endpoint,
    AWS_ACCESS_KEY_ID: 'twin',
    AWS_SECRET_ACCESS_KEY: 'twin',
    AWS_REGION: place.region,
  };
  const { exitCode, printed } = await runCdk(environment, args);
  return { code: exitCode, text: printed };
}

const config = (file = example) => ['-c', `config=${file}`, '--output', join(folder, 'cdk.out')];
const deployAll = (file?: string) => cdk('deploy', ...config(file), '--all', '--require-approval', 'never');

describe("the CDK's own command", () => {
  it(
    'bootstraps an empty account',
    async () => {
      const { code, text } = await cdk('bootstrap', `aws://${place.account}/${place.region}`, ...config());
      expect([code, text]).toEqual([0, expect.stringContaining('bootstrapped.')]);
    },
    3 * minutes,
  );

  it(
    'deploys every stack of an example, and finds no differences afterwards',
    async () => {
      const { code, text } = await deployAll();
      expect([code, text]).toEqual([0, expect.stringContaining('newsroom-control-plane')]);
      expect(twin.flows.all).toHaveLength(4);
      expect(twin.channels.ids).toHaveLength(1);
      const diff = await cdk('diff', ...config());
      expect([diff.code, diff.text]).toEqual([
        0,
        expect.stringContaining('Number of stacks with differences: 0'),
      ]);
      expect(diff.text).not.toContain('Could not create a change set');
    },
    5 * minutes,
  );

  it(
    'carries out a change of the file, in place',
    async () => {
      const changed = join(folder, 'changed.yaml');
      writeFileSync(changed, readFileSync(example, 'utf8').replace('203.0.113.10/32', '203.0.113.99/32'));
      const [before] = twin.channels.ids;
      const { code, text } = await deployAll(changed);
      expect([code, text]).toEqual([0, expect.stringMatching(/newsroom-news-one-channel \(no changes\)/)]);
      expect(JSON.stringify(twin.flows.all[0]?.spec.sources)).toContain('203.0.113.99/32');
      expect(twin.channels.ids).toEqual([before]);
    },
    5 * minutes,
  );

  it(
    'is told by the twin what AWS would tell it, and leaves the stack as it was',
    async () => {
      const refused = join(folder, 'refused.yaml');
      writeFileSync(
        refused,
        readFileSync(example, 'utf8').replace('eu-west-1a, eu-west-1b', 'eu-west-1a, eu-west-1c'),
      );
      const { code, text } = await deployAll(refused);
      expect([code, text]).toEqual([
        1,
        expect.stringMatching(/cannot be updated as it is in use by newsroom-news-one-channel/),
      ]);
      expect(twin.flows.all).toHaveLength(4);
    },
    5 * minutes,
  );

  it(
    'takes back what a failed change has left when it is told to',
    async () => {
      const refused = join(folder, 'refused.yaml');
      const contribution = 'newsroom-news-one-contribution';
      const kept = await cdk(
        'deploy',
        ...config(refused),
        contribution,
        '--exclusively',
        '--no-rollback',
        '--force',
      );
      expect([kept.code, kept.text]).toEqual([1, expect.stringContaining('UPDATE_FAILED')]);
      const { code } = await cdk('rollback', ...config(), contribution);
      const stack = twin.stacks.find(({ name }) => name === contribution);
      expect([code, stack?.status]).toEqual([0, 'UPDATE_ROLLBACK_COMPLETE']);
      expect(twin.flows.all).toHaveLength(4);
    },
    5 * minutes,
  );

  it(
    'destroys every stack, and nothing is left',
    async () => {
      const { code, text } = await cdk('destroy', ...config(), '--all', '--force');
      expect([code, text]).toEqual([0, expect.stringContaining('newsroom-news-one-contribution: destroyed')]);
      expect([twin.flows.all, twin.channels.ids, twin.functions.list()]).toEqual([[], [], []]);
    },
    5 * minutes,
  );
});
