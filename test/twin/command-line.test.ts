import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { readCommandLine } from '../../twin/command-line.ts';

const folder = mkdtempSync(join(tmpdir(), 'twin-estate-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const estateFile = (content: string): string => {
  const file = join(folder, 'estate.json');
  writeFileSync(file, content);
  return file;
};

const estate = { account: '000000000000', region: 'us-east-1', flows: [], inputs: [], channels: [] };

describe('readCommandLine', () => {
  it('deploys cdk.out into an empty account when told nothing', () => {
    expect(readCommandLine([])).toEqual({
      options: { assembly: 'cdk.out', estate: { ...estate, region: 'eu-west-1' }, port: 0, scheduleSpeed: 1 },
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

  it('asks for help', () => {
    expect(readCommandLine(['--help'])).toBeUndefined();
  });

  it.each([
    [['--port', '70000'], /--port must be a number from 0 to 65535, not "70000"/],
    [['--schedule-speed', 'fast'], /--schedule-speed must be a number/],
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
