/** Goal: the command on the wire: the official client and the signed call to MediaConnect against the twin's own services. */
import { BatchUpdateScheduleCommand, MediaLiveClient } from '@aws-sdk/client-medialive';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { awsMediaReader } from '../../../cli/aws-media-reader.ts';
import { startTwin, type Twin } from '../../../twin/twin.ts';
import { run } from '../setup.ts';
import { misconfigured, plantedEstate, soundChannelId } from './planted-estate.ts';
import { flowArn } from './sound-facts.ts';

const outside = process.env;
const folder = mkdtempSync(join(tmpdir(), 'failover-check-'));
let twin: Twin;
/** The rules with a finding, by channel. */
const found = new Map<string, readonly string[]>();

beforeAll(async () => {
  twin = await startTwin({
    estate: plantedEstate,
    mediaLive: { startMs: 1, stopMs: 1, throttle: { perSecond: 1000, burst: 1000 } },
  });
  process.env = {
    ...outside,
    AWS_ENDPOINT_URL: twin.endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'x',
    AWS_SECRET_ACCESS_KEY: 'y',
    AWS_MAX_ATTEMPTS: '1',
  };
  const { id } = misconfigured.find(({ rule }) => rule === 'foreign-switches') ?? {};
  await new MediaLiveClient().send(
    new BatchUpdateScheduleCommand({
      ChannelId: id,
      Creates: {
        ScheduleActions: [
          {
            ActionName: 'evening news',
            ScheduleActionSettings: { InputSwitchSettings: { InputAttachmentNameReference: 'site-b' } },
            ScheduleActionStartSettings: {
              FixedModeScheduleActionStartSettings: { Time: new Date(Date.now() + 3_600_000).toISOString() },
            },
          },
        ],
      },
    }),
  );
  for (const channel of misconfigured) {
    const { out } = await check(channel.id, '--json');
    const { findings } = JSON.parse(out) as { findings: { rule: string }[] };
    found.set(
      channel.id,
      findings.map(({ rule }) => rule),
    );
  }
});

afterAll(async () => {
  process.env = outside;
  rmSync(folder, { recursive: true });
  await twin.stop();
});

const check = (...line: string[]) =>
  run(['check', ...line], { media: awsMediaReader({}, () => undefined), now: new Date().toISOString() });

/** The configuration that takes charge of a channel of the estate; `b` is what it says of site B. */
function configured(id: string, b: string): string {
  const file = join(folder, `${id}.yaml`);
  writeFileSync(
    file,
    `name: test
groups: { news: { sites: [A, B], prepareStandby: true } }
channels:
  - name: as-we-call-it
    group: news
    existing: { arn: 'arn:aws:medialive:eu-west-1:000000000000:channel:${id}' }
    inputs:
      A: { attachment: site-a, flows: [{ arn: '${flowArn('a0')}', sources: 2 }, { arn: '${flowArn('a1')}', sources: 2 }] }
      B: ${b}
`,
  );
  return file;
}

describe('failover check', () => {
  it('finds nothing to mend in a channel that is sound', async () => {
    const { exitCode, out } = await check('channel-1001', '--strict');

    expect({ exitCode, out: out.split('\n')[0] }).toEqual({
      exitCode: 0,
      out: 'channel-1001 (1001, IDLE) is fit for failover: 1 note.',
    });
  });

  it.each(misconfigured)('finds $what', ({ id, rule }) => {
    expect(found.get(id)).toContain(rule);
  });

  it('finds next to nothing else', () => {
    const others = misconfigured.flatMap(({ id, rule: wanted, what }) =>
      (found.get(id) ?? [])
        .filter((rule) => rule !== wanted && rule !== 'channel-state')
        .map((rule) => `${what}: also ${rule}`),
    );
    expect(others).toEqual(['one base name for both: also manifest-destinations']);
  });

  it('says so with its exit code: errors always, warnings when it is to be strict', async () => {
    const idOf = (wanted: string) => misconfigured.find(({ rule }) => rule === wanted)?.id ?? '';
    const lines = [[idOf('flow-zones')], [idOf('flow-maintenance')], [idOf('flow-maintenance'), '--strict']];
    const answers = await Promise.all(lines.map((line) => check(...line)));

    expect(answers.map(({ exitCode }) => exitCode)).toEqual([1, 0, 1]);
    expect(answers[0]?.out).toContain('is NOT fit for failover: 1 error');
    expect(answers[0]?.out).toMatch(/ERROR +flow-zones +input "site-b" +both flows are in eu-west-1a/);
    expect(answers[0]?.out).toMatch(
      /1\. wanted +The two flows of an input are in two different Availability/,
    );
  });

  it('holds a channel against the configuration that is to take charge of it', async () => {
    const sound = `{ attachment: site-b, flows: [{ arn: '${flowArn('b0')}', sources: 2 }, { arn: '${flowArn('b1')}', sources: 2 }] }`;
    const agrees = await check('as-we-call-it', '--config', configured(soundChannelId, sound), '--strict');
    const differs = await check(
      'as-we-call-it',
      '--config',
      configured(soundChannelId, `{ attachment: site-c, flows: ['${flowArn('b0')}', '${flowArn('b1')}'] }`),
    );

    expect(agrees.exitCode).toBe(0);
    expect(differs).toMatchObject({ exitCode: 1, out: expect.stringContaining('no attachment "site-c"') });
  });

  it.each([
    ['a channel that is not there', ['9999'], 'MediaLive has no channel 9999'],
    ['a name that is not there', ['nobody'], 'MediaLive has no channel called "nobody"'],
    ['a configuration that is not there', ['1001', '--config', 'nowhere.yaml'], 'the file cannot be read'],
  ])('fails for %s', async (_what, line, message) => {
    const { exitCode, err } = await check(...line);

    expect(exitCode).toBe(2);
    expect(err).toContain(message);
  });
});
