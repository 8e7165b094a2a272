import { describe, expect, it } from '@jest/globals';
import { channelProblems, inputProblems, type Surroundings } from '../../../twin/medialive/creation-rules.ts';
import type { InputSpec } from '../../../twin/estate.ts';

/** A flow is in the zone that its name ends in. */
const flows = (...zones: string[]): string[] => zones.map((zone) => `flow-${zone}`);
const input = (id: string, flowArns: readonly string[], rest: Partial<InputSpec> = {}): InputSpec => ({
  id,
  name: id,
  type: 'MEDIACONNECT',
  flowArns,
  ...rest,
});
const urls = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ url: `s3://slates/${index}.ts` }));
const push = (id: string): InputSpec => input(id, [], { type: 'RTP_PUSH', securityGroups: ['1'] });

const surroundings = (...inputs: InputSpec[]): Surroundings => ({
  inventory: {
    account: '000000000000',
    region: 'eu-west-1',
    inputs: new Map(inputs.map((one) => [one.id, one])),
    securityGroups: new Map([['1', { id: '1', cidrs: [] }]]),
    channels: new Map(),
  },
  flowOf: (arn) => (arn.startsWith('flow-') ? { availabilityZone: arn.slice(5) } : undefined),
});

describe('an input', () => {
  it.each([
    ['one flow', input('x', flows('a')), []],
    ['two flows in two zones', input('x', flows('a', 'b')), []],
    ['a security group', push('x'), []],
    ['no flow', input('x', []), [/has 0 flows/]],
    ['three flows', input('x', flows('a', 'b', 'c')), [/has 3 flows/]],
    ['a flow that is not there', input('x', ['none']), [/no flow none/]],
    ['two flows in one zone', input('x', flows('a', 'a')), [/Both flows are in a/]],
    ['a role and no flows of its own', input('x', [], { type: 'MEDIACONNECT_ROUTER' }), []],
    [
      'flows of a type without',
      input('x', flows('a'), { type: 'UDP_PUSH', securityGroups: ['1'] }),
      [/takes no flows/],
    ],
    ['nothing to pull from', input('x', [], { type: 'URL_PULL' }), [/type URL_PULL needs a source/]],
    ['three files', input('x', [], { type: 'TS_FILE', sources: urls(3) }), [/has 3 sources/]],
    [
      'a group that is not there',
      input('x', [], { type: 'UDP_PUSH', securityGroups: ['2'] }),
      [/no input security group 2/],
    ],
    ['a place in a VPC', input('x', [], { type: 'RTMP_PUSH', settings: { Vpc: {} } }), []],
    ['no security group', input('x', [], { type: 'RTP_PUSH' }), [/needs an input security group/]],
  ])('with %s is made, or refused with a reason', (_what, spec, reasons) => {
    expect(inputProblems(spec, surroundings())).toEqual(
      reasons.map((reason) => expect.stringMatching(reason) as unknown),
    );
  });
});

describe('a channel', () => {
  it.each([
    ['two pairs of flows in the same zones', [input('1', flows('a', 'b')), input('2', flows('a', 'b'))], []],
    ['a pair of flows and a push input', [input('1', flows('a', 'b')), push('2')], []],
    [
      'flows in other zones',
      [input('1', flows('a', 'b')), input('2', flows('b', 'a'))],
      [/are in a and b, and in b and a/],
    ],
    ['an input with one flow', [input('1', flows('a'))], [/has one feed; a STANDARD channel needs two/]],
    [
      'two pairs of flows and a file',
      [
        input('1', flows('a', 'b')),
        input('2', flows('a', 'b')),
        input('3', [], { type: 'MP4_FILE', sources: urls(2) }),
      ],
      [],
    ],
    ['one file of two', [input('1', [], { type: 'MP4_FILE', sources: urls(1) })], [/has one feed/]],
    ['three push inputs', [push('1'), push('2'), push('3')], [/has 3 push inputs; allowed are 2/]],
  ])('with %s is made, or refused with a reason', (_what, inputs, reasons) => {
    const attachments = inputs.map(({ id }) => ({ name: id, inputId: id }));

    expect(
      channelProblems({ id: '9', channelClass: 'STANDARD', attachments }, surroundings(...inputs)),
    ).toEqual(reasons.map((reason) => expect.stringMatching(reason) as unknown));
  });
});
