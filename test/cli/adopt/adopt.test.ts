/** Goal: a configuration of channels that exist, out of what AWS's APIs say of them, and the estate to rehearse it on. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { awsMediaReader } from '../../../cli/aws-media-reader.ts';
import { parseConfiguration } from '../../../config/load-configuration.ts';
import { openSynthesis } from '../../../rehearsal/synthesis.ts';
import { readEstate } from '../../../twin/estate-file.ts';
import { startTwin, type Twin } from '../../../twin/twin.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { run } from '../setup.ts';
import { foreignEstate } from './foreign-estate.ts';

const outside = process.env;
const folder = scratchFolder('adopt');
const file = join(folder, 'adopted.yaml');
let twin: Twin;
let text = '';

beforeAll(async () => {
  twin = await startTwin({
    estate: foreignEstate,
    mediaLive: { throttle: { perSecond: 1000, burst: 1000 } },
  });
  process.env = {
    ...outside,
    AWS_ENDPOINT_URL: twin.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'y',
  };
  text = (await adopt()).out;
  writeFileSync(file, text);
});
afterAll(async () => {
  process.env = outside;
  await twin.stop();
});

const failover = (...line: string[]) => run(line, { media: awsMediaReader({}, () => undefined) });
const adopt = (...line: string[]) => failover('adopt', ...line);

describe('failover adopt', () => {
  it('takes in every channel with two live inputs, and says why not the others', () => {
    const { account, region, channels } = parseConfiguration(text, 'adopted.yaml');
    expect({ account, region, count: channels.length }).toEqual({
      account: '111122223333',
      region: 'eu-west-1',
      count: 25,
    });
    expect(text.match(/# question: lonely-\d \(\d+\) has one live input/g)).toHaveLength(5);
  });

  it('has the flows of each pipeline in their order, with their sources', () => {
    const { channels } = parseConfiguration(text, 'adopted.yaml');
    const flowsOf = (id: string) =>
      channels
        .find(({ existing }) => existing?.arn.endsWith(`:${id}`))
        ?.inputs['A']?.flows.map(({ arn, sources }) => [arn.split(':').at(-1), sources]);
    expect(flowsOf('1000')).toEqual([
      ['c1000-north-0', 1],
      ['c1000-north-1', 1],
    ]);
    expect(flowsOf('2000')).toEqual([['c2000-north-0', 1]]);
    expect(flowsOf('4000')).toEqual([]);
    expect(flowsOf('5000')).toEqual([
      ['c5000-north-0', 2],
      ['c5000-north-1', 2],
    ]);
  });

  it('gives each channel a name of its own, and asks where it is not that of MediaLive', () => {
    const names = parseConfiguration(text, 'adopted.yaml').channels.map(({ name }) => name);
    expect(new Set(names).size).toBe(25);
    expect(text.match(/# question: MediaLive calls it "1\. Fußball \(HD\)"/g)).toHaveLength(5);
  });

  it.each(['1000', '2001', '3002', '4003', '5004'])(
    'agrees with channel %s as the check sees it',
    async (id) => {
      const { out } = await failover('check', id, '--config', file, '--strict', '--json');
      const { findings } = JSON.parse(out) as { findings: { rule: string }[] };
      const ofConfiguration = ['configured-attachments', 'configured-class', 'configured-flows'];
      expect(findings.map(({ rule }) => rule).filter((rule) => ofConfiguration.includes(rule))).toEqual([]);
    },
  );

  it('writes what can be synthesized', async () => {
    const synthesis = openSynthesis();
    try {
      const assembly = await synthesis.assemblyOf({ text }, new AbortController().signal);
      expect(existsSync(join(assembly, 'manifest.json'))).toBe(true);
    } finally {
      synthesis.close();
    }
  });

  it('takes those that are named alone', async () => {
    const { out } = await adopt('news-1', '2003');
    expect(parseConfiguration(out, 'adopted.yaml').channels.map(({ name }) => name)).toEqual([
      'news-1',
      'radio-3',
    ]);
  });

  it('says why where there is nothing to adopt', async () => {
    const { exitCode, err } = await adopt('lonely-1');
    expect(exitCode).toBe(2);
    expect(err).toMatch(/There is no channel to adopt\. lonely-1 .*has one live input/);
  });

  it('writes the estate of the twin', async () => {
    const estate = join(folder, 'estate.json');
    writeFileSync(estate, (await adopt('--estate')).out);
    const { channels, inputs, flows } = readEstate(estate);
    const names = (all: readonly { readonly name: string }[]) => all.map(({ name }) => name).toSorted();
    expect([names(channels), names(inputs), names(flows)]).toEqual([
      names(foreignEstate.channels),
      names(foreignEstate.inputs),
      names(foreignEstate.flows),
    ]);
  });
});
