import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { defaultQuotas } from '../../twin/cloudformation/quotas.ts';
import { readCommandLine } from '../../twin/command-line.ts';
import { scratchFolder } from '../scratch-folder.ts';

const folder = scratchFolder('twin-estate');

const estateFile = (content: string): string => {
  const file = join(folder, 'estate.json');
  writeFileSync(file, content);
  return file;
};

const estate = { account: '000000000000', region: 'us-east-1', flows: [], inputs: [], channels: [] };

describe('readCommandLine', () => {
  it('deploys cdk.out into an empty account when told nothing', () => {
    expect(readCommandLine([])).toEqual({
      options: {
        assembly: 'cdk.out',
        estate: { ...estate, region: 'eu-west-1' },
        everyRegion: false,
        concurrency: 1000,
        port: 0,
        scheduleSpeed: 1,
      },
      stream: false,
      showLogs: false,
      showCalls: false,
    });
  });

  it('takes an estate from a file, with its region', () => {
    const command = readCommandLine([
      '--estate',
      estateFile(JSON.stringify(estate)),
      '--logs',
      '--port',
      '4000',
    ]);
    expect(command).toMatchObject({ options: { estate, port: 4000 }, showLogs: true });
  });

  it('has the quotas of a new account when asked, but for those that are raised', () => {
    expect(readCommandLine(['--quotas'])?.options.quotas).toEqual(defaultQuotas);
    expect(
      readCommandLine(['--quota', 'AWS::MediaLive::Input=10', '--quota', 'AWS::MediaConnect::Flow=0'])
        ?.options.quotas,
    ).toEqual({ ...defaultQuotas, 'AWS::MediaLive::Input': 10, 'AWS::MediaConnect::Flow': 0 });
  });

  it('asks for help', () => {
    expect(readCommandLine(['--help'])).toBeUndefined();
  });

  it.each([
    [['--port', '70000'], /--port must be a number from 0 to 65535, not "70000"/],
    [['--schedule-speed', 'fast'], /--schedule-speed must be a number/],
    [['--quota', 'AWS::S3::Bucket=1'], /--quota must be TYPE=N, TYPE one of AWS::MediaLive::Channel, /],
    [['--quota', 'AWS::MediaLive::Input=many'], /--quota must be a number from 0 to 100000, not "many"/],
    [['--colour'], /'--colour'/],
    [['--estate', '/nowhere.json'], /estate \/nowhere.json cannot be read/],
  ])('rejects %j', (argv, message) => {
    expect(() => readCommandLine(argv)).toThrow(message);
  });

  it('rejects a file that is no estate, naming the place', () => {
    const file = estateFile(JSON.stringify({ ...estate, flows: [{ arn: 1 }] }));
    expect(() => readCommandLine(['--estate', file])).toThrow(/is not an estate, at flows\.0\.arn/);
  });
});
