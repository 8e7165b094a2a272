import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { KnownError } from '../config/known-error.ts';
import { loadConfiguration } from '../config/load-configuration.ts';
import { placeNamed, type PlaceNamed } from '../config/place-named.ts';
import { readEstate } from '../twin/estate-file.ts';

/** `npm run twin`: synthesizes a configuration and starts the twin with it, in its account and region. */

const example = { config: 'examples/control-plane.yaml', estate: 'examples/control-plane.estate.json' };
const repository = join(import.meta.dirname, '..');
const argv = process.argv.slice(2);
const { values } = parseArgs({
  args: argv,
  options: { config: { type: 'string' }, estate: { type: 'string' } },
  strict: false,
});

/** What the twin is to be told besides; it has options of its own, which go on to it. */
function prepared(config: string, estate: string | undefined): readonly string[] {
  const configuration = loadConfiguration(config);
  const existing = configuration.channels.filter((channel) => channel.existing !== undefined);
  if (estate === undefined && existing.length > 0) {
    throw new KnownError(
      `${config} takes charge of channels that exist: ${existing.map(({ name }) => name).join(', ')}.`,
      'Say what is there with --estate FILE: "failover adopt --estate" writes it, docs/twin.md has its format.',
    );
  }
  const place = placeNamed(configuration);
  if (estate !== undefined) checkEstate(estate, config, place);
  const synth = ['cdk', 'synth', '--quiet', '-c', `config=${config}`];
  const { status } = spawnSync('npx', synth, { cwd: repository, stdio: ['ignore', 'ignore', 'inherit'] });
  if (status !== 0) throw new KnownError(`${config} cannot be synthesized: see above.`);
  return [
    ...(estate === undefined ? [] : ['--estate', estate]),
    ...(place.account === undefined ? [] : ['--account', place.account]),
    ...(place.region === undefined ? [] : ['--region', place.region]),
    '--stream',
  ];
}

function checkEstate(file: string, config: string, { account, region }: PlaceNamed): void {
  const estate = readEstate(file);
  const isSame =
    (account ?? estate.account) === estate.account && (region ?? estate.region) === estate.region;
  if (isSame) return;
  throw new KnownError(
    `${config} is for ${region ?? '?'} of account ${account ?? '?'}, the estate ${file} is ${estate.region} of account ${estate.account}.`,
    'Give the estate of the same account and region.',
  );
}

/** The options without the configuration, which the twin does not know. */
function withoutConfig(): readonly string[] {
  const at = argv.findIndex((word) => word === '--config' || word.startsWith('--config='));
  if (at < 0) return argv;
  return [...argv.slice(0, at), ...argv.slice(argv[at] === '--config' ? at + 2 : at + 1)];
}

/** It says itself what it is to deploy, or that there is nothing. */
const isOnItsOwn = argv.some((word) => /^--(empty|help|assembly)(=|$)/.test(word));
try {
  const config = typeof values.config === 'string' ? values.config : undefined;
  const estate = typeof values.estate === 'string' ? values.estate : undefined;
  const isExample = config === undefined && estate === undefined;
  const options = isOnItsOwn ? [] : prepared(config ?? example.config, isExample ? example.estate : estate);
  process.argv = [...process.argv.slice(0, 2), ...options, ...withoutConfig()];
  await import('../twin/main.ts');
} catch (error) {
  console.error(error instanceof KnownError ? error.shown : error instanceof Error ? error.message : error);
  process.exitCode = 2;
}
