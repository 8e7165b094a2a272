/** Goal: every example can be deployed: each resource that it makes is one that the services, as the twin knows them, take. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openSynthesis } from '../../rehearsal/synthesis.ts';
import { emptyEstate } from '../../twin/estate.ts';
import { startTwin, type Twin } from '../../twin/twin.ts';

const folder = join(import.meta.dirname, '..', '..', 'examples');
/** The encoders of this one have roles that somebody else makes. */
const onGround = 'ground-to-cloud.yaml';
const encoders = ['arena-encoder-a', 'arena-encoder-b'];
const examples = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
const place = { account: '000000000000', region: 'eu-west-1' };
const synthesis = openSynthesis();
const deployMs = 240_000;

afterAll(() => {
  synthesis.close();
});

async function deployed(name: string, roles: readonly string[] = encoders): Promise<Twin> {
  const text = readFileSync(join(folder, name), 'utf8');
  const assembly = await synthesis.assemblyOf({ text }, new AbortController().signal);
  return startTwin({
    assembly,
    estate: emptyEstate(place),
    onStarted: ({ access }) => {
      for (const role of roles) access.addRole(`arn:aws:iam::${place.account}:role/${role}`, role);
    },
  });
}

describe('an example', () => {
  it.each(examples)(
    'is deployed: %s',
    async (name) => {
      const twin = await deployed(name);
      try {
        const made = twin.stacks.flatMap(({ resources }) => [...resources.values()]);
        const count = (type: string): number => made.filter((one) => one.type === type).length;
        const members = made.filter(({ type }) => type === 'Custom::FailoverChannels');

        expect(twin.channels.ids).toHaveLength(count('AWS::MediaLive::Channel'));
        expect(twin.flows.all).toHaveLength(count('AWS::MediaConnect::Flow'));
        // The one without a channel of its own takes charge of one that exists.
        expect(members.flatMap(({ ref }) => ref.split(','))).toHaveLength(
          count('AWS::MediaLive::Channel') || (name === onGround ? 0 : 1),
        );
      } finally {
        await twin.stop();
      }
    },
    deployMs,
  );

  it(
    'needs the roles that its file names',
    async () => {
      await expect(deployed(onGround, [])).rejects.toThrow(
        'There is no role arn:aws:iam::000000000000:role/arena-encoder-a to attach a policy to.',
      );
    },
    deployMs,
  );
});
