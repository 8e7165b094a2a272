// Configuration files that keep a reader busy, fill its screen, or have it show what is in another file.
import { spawnSync } from 'node:child_process';
import { rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { loadConfiguration, parseConfiguration } from '../../config/load-configuration.ts';
import { loadTrace } from '../../replay/trace.ts';
import { readPriceList } from '../../cli/estimate/price-list.ts';
import { minimalText } from '../config/minimal.ts';
import { channel } from '../config/sound-channel.ts';
import { scratchFolder } from '../scratch-folder.ts';

const folder = scratchFolder('failover-configuration');

const written = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const refusalOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'accepted';
};
const refusal = (text: string): string => refusalOf(() => parseConfiguration(text, 'given.yaml'));

const many = 60_000;
const times = (line: (index: number) => string) =>
  Array.from({ length: many }, (_, index) => line(index)).join('');

describe('very many problems', () => {
  const texts: readonly [what: string, text: string][] = [
    ['unknown keys', minimalText + times((index) => `unknown${index}: 1\n`)],
    ['unknown keys with an anchor each', minimalText + times((index) => `unknown${index}: &a${index} 1\n`)],
    [
      'unknown keys in a section',
      `${minimalText}controlPlane:\n${times((index) => `  unknown${index}: 1\n`)}`,
    ],
    ['keys that are given twice', minimalText + times(() => 'unknown: 1\n')],
    [
      'entries that are wrong',
      `name: x\nnotifications:\n  emails:\n${times((index) => `    - nobody${index}\n`)}`,
    ],
    ['groups that are wrong', `name: x\ngroups:\n${times((index) => `  group${index}: 1\n`)}`],
  ];

  it.each(texts)('are answered soon, and the first of them named: %s', (_what, text) => {
    const before = process.cpuUsage();
    const message = refusal(text);
    const { user, system } = process.cpuUsage(before);
    // Under a second on a machine that does nothing else; looking each up anew took most of a minute.
    expect((user + system) / 1e6).toBeLessThan(8);
    const lines = message.split('\n');
    expect(lines).toHaveLength(52);
    expect(lines[0]).toMatch(/^given\.yaml: (59999|6\d{4}) problems in the configuration\.$/);
    expect(lines.at(-1)).toMatch(/^ {2}and (59|60)\d{3} more\.$/);
  });

  it('are all named up to fifty', () => {
    const lines = refusal(minimalText + 'unknown: 1\n'.repeat(51)).split('\n');
    expect(lines).toHaveLength(51);
    expect(lines[0]).toMatch(/: 50 problems/);
  });
});

describe('a key that is there twice', () => {
  it('is refused with the line of the second', () => {
    expect(refusal(`${minimalText}name: again\n`)).toMatch(
      /\(line \d+\): "name" is a key of this section already/,
    );
    expect(refusal(`${minimalText}a: { 1: x, 1: y }\n`)).toMatch(/1 is a key of this section already/);
    expect(refusal(`a: { b: 1 }\nc: { b: 1 }\n`)).not.toMatch(/already/);
  });
});

describe('very long texts', () => {
  const long = 'x'.repeat(200_000);

  it.each([
    ['a key', `${minimalText}${long}: 1\n`],
    ['a value', minimalText.replace(/^name: .*$/m, `name: "${long} y"`)],
    ['a value of another kind', minimalText.replace(/^name: .*$/m, `name: [${long}]`)],
    ['a tag', `${minimalText}a: !${long}!x y\n`],
    ['a verbatim tag', `${minimalText}a: !<${long} y\n`],
    ['an alias', `${minimalText}a: *${long}\n`],
    ['what is no YAML', `name: "${long}\n`],
    ['a repeated key', `${long}: 1\n${long}: 2\n`],
    ['the name of a group', minimalText.replace('group: news', `group: ${long}`)],
  ])('are cut where they are quoted: %s', (_what, text) => {
    const message = refusal(text);
    expect(message).not.toBe('accepted');
    expect(message.length).toBeLessThan(5000);
  });
});

describe('an alias of a section that it is in itself', () => {
  it.each([
    ['at once', 'name: &a { b: *a }\n'],
    ['deeper down', 'name: x\na: &a { b: [1, { c: *a }] }\n'],
    ['as the whole file', '&a\nname: *a\n'],
  ])('is named as that: %s', (_where, text) => {
    const message = refusal(text);
    expect(message).toMatch(/an alias stands for a section that holds the alias itself.*Write out/);
    expect(message).not.toMatch(/ladder|call stack/);
  });

  it('is not one that is used twice', () => {
    expect(refusal(`${minimalText}a: &a { b: 1 }\nc: [*a, *a]\n`)).not.toMatch(/itself/);
  });
});

describe('the file of a ladder', () => {
  const withLadder = (ladder: string) =>
    refusalOf(() =>
      loadConfiguration(written('channels.yaml', stringify(channel({ encoding: { ladder } })))),
    );

  it.each([
    ['is no YAML', 'SECRET-IN-FILE: [\n  "SECRET-IN-FILE\n'],
    ['goes wrong after a scalar', '"SECRET-IN-FILE" SECRET-IN-FILE: x'],
    ['is indented wrongly', 'SECRET-IN-FILE: x\n  SECRET-IN-FILE: y\n'],
    ['has an alias without an anchor', 'a: *SECRET-IN-FILE\n'],
    ['has a key twice', 'SECRET-IN-FILE: 1\nSECRET-IN-FILE: 2\n'],
    ['holds itself', 'a: &SECRET-IN-FILE { b: *SECRET-IN-FILE }\n'],
    [
      'has aliases without end',
      'a: &a [SECRET-IN-FILE]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: [*c,*c,*c]\n',
    ],
    ['is one text', 'SECRET-IN-FILE'],
    ['is a list', '- SECRET-IN-FILE'],
    ['is too long', `# SECRET-IN-FILE${' '.repeat(5_000_001)}`],
  ])('is not shown when it %s', (_what, text) => {
    written('secret.yaml', text);
    const message = withLadder('secret.yaml');
    expect(message).toMatch(/a ladder's file cannot be read.*Give its path relative to this file/s);
    expect(message).not.toContain('SECRET-IN-FILE');
  });

  it('is named with the line that is wrong', () => {
    written('wrong.yaml', 'frameRate:\n  numerator: 25\n  denominator: [\n');
    expect(withLadder('wrong.yaml')).toMatch(/wrong\.yaml, line \d: it is not YAML: [A-Z_]+/);
  });

  it('is no device', () => {
    symlinkSync('/dev/zero', join(folder, 'endless.yaml'));
    expect(withLadder('endless.yaml')).toMatch(/endless|it is a device, and no file/);
  });
});

describe('a file without end', () => {
  it.each([
    ['a configuration', (file: string) => loadConfiguration(file)],
    ['a trace', (file: string) => loadTrace(file)],
    ['a price list', (file: string) => readPriceList(file)],
  ])('is not read as %s', (_what, read) => {
    expect(refusalOf(() => read('/dev/zero'))).toMatch(/it is a device, and no file/);
    expect(refusalOf(() => read(folder))).toMatch(/it is a folder, and no file/);
    const huge = written('huge.yaml', '');
    truncateSync(huge, 3_000_000_000);
    expect(refusalOf(() => read(huge))).toMatch(/it is too long: allowed are \d+ bytes/);
    rmSync(huge);
  });

  it('is not read from a pipe to its end', () => {
    const script = `
      import { loadConfiguration } from './config/load-configuration.ts';
      try { loadConfiguration('/dev/stdin'); } catch (error) { console.log(error.message); }`;
    const line = `yes | ${JSON.stringify(process.execPath)} --import tsx --input-type=module -e '${script.replace(/'/g, `'\\''`)}'`;
    const { stdout } = spawnSync('sh', ['-c', line], { encoding: 'utf8', timeout: 60_000 });
    expect(stdout).toMatch(/it is too long: allowed are 5000000 bytes/);
  });
});
