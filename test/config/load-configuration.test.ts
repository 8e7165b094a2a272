import { describe, expect, it } from '@jest/globals';
import { parse, stringify } from 'yaml';
import { loadConfiguration, parseConfiguration } from '../../config/load-configuration.ts';
import { defaultPolicy } from '../../core/model/group.ts';
import { ConfigurationError } from '../../config/problem.ts';
import { flowArn, minimal, minimalText } from './minimal.ts';
import { channel, channels, groups, refusals } from './refusals.ts';

describe('a configuration', () => {
  it.each(refusals)('is refused with %s', (_what, change, message) => {
    expect(refusal(stringify({ ...minimal, ...change }))).toMatch(message);
  });

  it('is refused with everything that is wrong with it at once, line by line', () => {
    const text = stringify({ ...minimal, name: '9', ...groups({ verify: 1, alrts: {}, secondLook: 3 }) });
    expect(refusal(text).split('\n')).toEqual([
      'given.yaml: 4 problems in the configuration.',
      expect.stringContaining('name (line 1)'),
      expect.stringContaining('groups.news.verify (line 7)'),
      expect.stringContaining('groups.news.alrts (line 8)'),
      expect.stringContaining('groups.news.secondLook (line 9)'),
    ]);
  });

  it('is refused with the line where it stops being YAML', () => {
    expect(refusal('name: x\n  groups: }')).toMatch(/line 2.*not YAML/);
  });

  it('is refused when it is empty, with what is missing', () => {
    expect(refusal('')).toMatch(/the file is empty.*Begin with a copy/);
  });

  it('is refused when the file is not there, with how to name one', () => {
    expect(() => loadConfiguration('no-such-file.yaml')).toThrow(/cannot be read.*Name a YAML file/);
  });

  it('has the default policy where it says nothing of it', () => {
    expect(parseConfiguration(minimalText, 'minimal.yaml').groups['news']?.policy).toEqual(defaultPolicy);
  });

  it('keeps what was given beside the defaults', () => {
    const { groups: given } = parseConfiguration(
      stringify({
        ...minimal,
        ...groups({
          start: { type: 'immediate' },
          failback: { mode: 'automatic', hours: '23:00-01:30' },
          alerts: { 'Video Not Detected': { confirm: '1500ms' } },
        }),
      }),
      'given.yaml',
    );
    expect(given['news']?.policy).toMatchObject({
      start: { type: 'immediate' },
      failback: { mode: 'automatic', stableMs: 60_000, hours: { fromMinute: 1380, toMinute: 90 } },
      alerts: { 'Video Not Detected': { confirmMs: 1500, clearMs: 10_000 } },
    });
  });

  it('takes a flow by its ARN alone or with the number of its sources', () => {
    const flows = [flowArn('a0'), { arn: flowArn('a1'), sources: 2 }];
    const text = stringify({
      ...minimal,
      ...channels({ inputs: { ...channel?.inputs, A: { attachment: 'site-a', flows } } }),
    });
    expect(parseConfiguration(text, 'given.yaml').channels[0]?.inputs['A']?.flows).toEqual([
      { arn: flowArn('a0'), sources: 1 },
      { arn: flowArn('a1'), sources: 2 },
    ]);
  });

  it('means the same after it was written out and read again', () => {
    expect(parseConfiguration(stringify(parse(minimalText)), 'a')).toEqual(
      parseConfiguration(minimalText, 'b'),
    );
  });
});

function refusal(text: string): string {
  try {
    parseConfiguration(text, 'given.yaml');
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  throw new Error('The configuration was accepted.');
}
