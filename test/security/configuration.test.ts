// Configurations, CloudFormation properties and traces that were made to do harm, or by mistake look like it.
import { describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { handlerOf } from '../../aws/middleware/base-middleware.ts';
import { configure } from '../../control/configure/configure.ts';
import { parseConfiguration } from '../../config/load-configuration.ts';
import { ConfigurationError } from '../../config/problem.ts';
import { parseTrace, TraceError } from '../../replay/trace.ts';
import { minimal, minimalText } from '../config/minimal.ts';
import { answerUrl } from '../control/support/answer-url.ts';
import { definition, memberOf, stackId } from '../control/support/deployment.ts';
import { lambdaContext } from '../control/support/lambda.ts';
import { world } from '../control/support/world.ts';
import { catastrophic, inherited, isPolluted, nested, polluting } from './hostile.ts';

/** What a configuration is refused with. */
function refusalOf(text: string): string {
  try {
    parseConfiguration(text, 'hostile.yaml');
  } catch (error) {
    if (error instanceof ConfigurationError) return error.message;
    throw error;
  }
  return 'accepted';
}

/** Nine lists of nine of the one before: 9^9 entries once every alias is followed. */
const aliasBomb = [
  'a0: &a0 [x, x, x, x, x, x, x, x, x]',
  ...Array.from({ length: 8 }, (_, index) => {
    const before = `*a${index}`;
    return `a${index + 1}: &a${index + 1} [${Array(9).fill(before).join(', ')}]`;
  }),
].join('\n');

describe('a configuration', () => {
  it('of aliases that grow without end is refused as that', () => {
    expect(refusalOf(`${aliasBomb}\n${minimalText}`)).toMatch(/alias/i);
  });

  it('that is too deep or too long to be one is refused', () => {
    expect(refusalOf(`name: ${nested(20_000)}`)).toMatch(/deep/);
    expect(refusalOf(`name: x\n# ${'x'.repeat(6_000_000)}`)).toMatch(/too long/);
  });

  it('cannot reach the prototype of all objects', () => {
    expect(refusalOf(`__proto__: { polluted: true }\n${minimalText}`)).toMatch(/__proto__/);
    expect(refusalOf(`constructor: { prototype: { polluted: true } }\n${minimalText}`)).toMatch(
      /constructor/,
    );
    expect(isPolluted()).toBe(false);
  });

  it.each(inherited.filter((name) => name !== '__proto__'))('names nothing %s', (name) => {
    const [channel] = minimal.channels;
    const input = channel?.inputs.B;
    for (const spoiled of [
      { ...minimal, groups: { [name]: minimal.groups.news }, channels: [{ ...channel, group: name }] },
      {
        ...minimal,
        groups: { news: { sites: ['A', name] } },
        channels: [{ ...channel, inputs: { A: channel?.inputs.A, [name]: input } }],
      },
    ]) {
      expect(refusalOf(stringify(spoiled))).toContain(name);
    }
  });

  it('with names made to be slow is refused like others', () => {
    expect(refusalOf(stringify({ ...minimal, name: catastrophic }))).toMatch(/too long|cannot be the name/);
    const slow = { ...minimal.groups.news, flow: { confirm: catastrophic } };
    expect(refusalOf(stringify({ ...minimal, groups: { news: slow } }))).not.toBe('accepted');
  });
});

describe('the properties of a custom resource', () => {
  /** Has the configure function carry out a request; returns its answer to CloudFormation. */
  async function answerTo(type: string, properties: Readonly<Record<string, unknown>>) {
    const w = await world();
    const answers: string[] = [];
    const fetch = (_url: string, { body }: RequestInit) => {
      answers.push(typeof body === 'string' ? body : '');
      return Promise.resolve(new Response(''));
    };
    await handlerOf(configure, { ...w, fetch })(
      {
        RequestType: 'Create',
        ResponseURL: answerUrl,
        StackId: stackId,
        RequestId: 'request-1',
        LogicalResourceId: 'Resource',
        ResourceType: type,
        ResourceProperties: properties,
      },
      lambdaContext(),
    );
    return { answer: answers[0] ?? '', w };
  }

  it.each([
    ['huge', 'x'.repeat(200_000)],
    ['deep', nested(20_000)],
    ['polluting', polluting(JSON.stringify({}))],
    ['no JSON', '{'],
    ['of another kind', '7'],
  ])(
    'are refused when they are %s, and the answer is small enough for CloudFormation',
    async (_what, text) => {
      const group = await answerTo('Custom::FailoverGroup', { Name: 'evil', Definition: text });
      const channel = await answerTo('Custom::FailoverChannels', {
        Channels: [{ ChannelArn: memberOf(7).channelArn, Group: 'news', Name: 'evil', Inputs: text }],
      });
      for (const { answer } of [group, channel]) {
        expect(answer).toContain('"Status":"FAILED"');
        // CloudFormation takes 4096 bytes (User Guide, "Custom resource response objects").
        expect(Buffer.byteLength(answer)).toBeLessThanOrEqual(4096);
      }
      expect(isPolluted()).toBe(false);
    },
  );

  it.each(inherited)('cannot call a group or a site %s', async (name) => {
    const group = await answerTo('Custom::FailoverGroup', {
      Name: name,
      Definition: JSON.stringify(definition),
    });
    const inputs = JSON.parse(`{"A":{"Attachment":"a"},"${name}":{"Attachment":"b"}}`) as unknown;
    const channel = await answerTo('Custom::FailoverChannels', {
      Channels: [{ ChannelArn: memberOf(7).channelArn, Group: 'news', Name: 'evil', Inputs: inputs }],
    });
    expect(group.answer).toContain('"Status":"FAILED"');
    expect(channel.answer).toContain('"Status":"FAILED"');
  });
});

describe('a trace', () => {
  it.each([
    ['deep', nested(50_000)],
    ['polluting', polluting(JSON.stringify({ source: 'aws.medialive' }))],
    ['no object', '7'],
  ])('that is %s is refused', (_what, line) => {
    expect(() => parseTrace(line, 'trace.jsonl')).toThrow(TraceError);
    expect(() => parseTrace(line, 'trace.jsonl')).toThrow(/^trace.jsonl(, line 1)?: /);
    expect(isPolluted()).toBe(false);
  });
});
