/**
 * Goal: the checklist runs to the end on the twin, by the command that a person types, and agrees with it; and a twin that
 * behaves otherwise makes it say so: what cannot differ proves nothing.
 */
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { rehearse } from '../../../rehearsal/rehearsal.ts';
import { openStage } from '../../../rehearsal/open-stage.ts';
import type { Stage, StageOptions } from '../../../rehearsal/stage.ts';
import { openSynthesis, type Synthesis } from '../../../rehearsal/synthesis.ts';
import { flowsIn, workflowIn } from '../../../rehearsal/workflow.ts';
import { emptyEstate } from '../../../twin/estate.ts';

const repository = join(import.meta.dirname, '..', '..', '..');
const minutes = 60_000;
/** A source is lost for so long before the questions about it have an answer. */
const lostMs = 16_000;

const signal = new AbortController().signal;
const rehearsal = rehearse([]);
let synthesis: Synthesis;
let folder: string;

beforeAll(() => {
  synthesis = openSynthesis();
  folder = mkdtempSync(join(tmpdir(), 'verify-'));
});
afterAll(() => {
  synthesis.close();
  rmSync(folder, { recursive: true, force: true });
});

/** The workflow of the drill, whose site A is lost, and whose channel has gone to B. */
async function afterFailover(knobs: Pick<StageOptions, 'mediaLive' | 'mediaConnect'>): Promise<Stage> {
  const { sites } = rehearsal;
  const stage = await openStage({
    assembly: await synthesis.assemblyOf(rehearsal, signal),
    estate: emptyEstate({ account: '000000000000', region: 'eu-west-1' }),
    flowsIn: (outputs) => flowsIn(outputs, sites),
    channelsIn: (outputs) => {
      const { channelArn: arn, channelId: id } = workflowIn(outputs, sites);
      return [{ arn, id }];
    },
    signal,
    ...knobs,
  });
  await stage.site('A').cut();
  const [id = ''] = stage.twin.channels.ids;
  await stage.twin.channels.whenAllOn(id, 'B', AbortSignal.timeout(minutes));
  await sleep(lostMs);
  return stage;
}

const report = v.object({
  answers: v.array(
    v.object({ id: v.string(), verdict: v.string(), seen: v.string(), left: v.array(v.string()) }),
  ),
});

interface Ran {
  readonly code: number;
  readonly text: string;
  readonly idsOf: (verdict: string) => readonly string[];
  readonly answers: v.InferOutput<typeof report>['answers'];
}

/** The command as it is typed. */
async function verify(stage: Stage, ...options: readonly string[]): Promise<Ran> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: stage.twin.endpoint,
    AWS_ACCESS_KEY_ID: 'twin',
    AWS_SECRET_ACCESS_KEY: 'twin',
    AWS_REGION: stage.twin.region,
  };
  const line = [join(repository, 'bin', 'failover.mjs'), 'verify', '--account', '--json', ...options];
  const { code, stdout } = await promisify(execFile)(process.execPath, line, { env, maxBuffer: 1e7 }).then(
    (said) => ({ code: 0, ...said }),
    (error: unknown) => error as { code: number; stdout: string },
  );
  const { answers } = v.parse(v.pipe(v.string(), v.parseJson(), report), stdout);
  const idsOf = (verdict: string) => answers.filter((one) => one.verdict === verdict).map(({ id }) => id);
  return { code, text: stdout, answers, idsOf };
}

describe('the checklist on the twin', () => {
  let stage: Stage;
  let ran: Ran;
  const file = () => join(folder, 'answers.md');

  beforeAll(async () => {
    stage = await afterFailover({});
    const [id = ''] = stage.twin.channels.ids;
    ran = await verify(stage, '--yes', '--channel', id, '--report', file());
  }, 6 * minutes);
  afterAll(() => stage.close());

  it('finds everything as the twin believes it', () => {
    expect(ran.answers.filter(({ verdict }) => verdict === 'different')).toEqual([]);
    expect(ran.code).toBe(0);
    expect(ran.idsOf('as believed').toSorted()).toEqual(
      [
        'event-lateness',
        'missing-bus',
        'cleared-by-switch',
        'alert-names',
        'alert-id',
        'alert-beside',
        'duplicate-name',
        'unknown-action',
        'followed-action',
        'start-too-near',
        'switch-to-same',
        'switch-lateness',
        'start-running',
        'flow-peer',
        'flow-errors',
        'flow-shape',
        'start-active-flow',
        'concurrency',
        'rules-match',
        'attachment-replaces',
        'role-logs',
        'role-package',
      ].toSorted(),
    );
  });

  it('says why the rest is not asked', () => {
    const notAsked = ran.answers.filter(({ verdict }) => verdict === 'not asked');
    expect(notAsked.map(({ id }) => id)).toEqual(['package-dimensions', 'flow-dimension']);
    expect(notAsked.map(({ seen }) => seen)).toEqual(
      notAsked.map(() => expect.stringContaining('UnknownServiceException')),
    );
  });

  it('puts back what it has changed', async () => {
    expect(ran.answers.flatMap(({ left }) => left)).toEqual([]);
    const [id = ''] = stage.twin.channels.ids;
    const schedule = await fetchSchedule(stage, id);
    // A running channel keeps the last switch that it has performed.
    expect(schedule.filter((name) => name.startsWith('failover-verify'))).toHaveLength(1);
    const made = stage.twin.calls.list().map(({ operation }) => operation);
    const count = (operation: string) => made.filter((one) => one === operation).length;
    expect([count('CreateQueue'), count('DeleteQueue')]).toEqual([1, 1]);
    expect([count('PutRule'), count('DeleteRule')]).toEqual([1, 1]);
    expect([count('CreateChangeSet'), count('DeleteChangeSet'), count('ExecuteChangeSet')]).toEqual([
      1, 1, 0,
    ]);
    const [channel] = stage.channels;
    const status = channel && (await stage.statusOf(channel));
    expect(status?.intended).toMatchObject({ group: 'B', by: 'automation' });
  });

  it('writes a report that says nothing of whose account it was', () => {
    const text = readFileSync(file(), 'utf8');
    const [id = ''] = stage.twin.channels.ids;
    for (const secret of ['000000000000', id, 'news-one', '127.0.0.1', 'arn:aws:mediaconnect:eu-west-1']) {
      expect([secret, text.includes(secret)]).toEqual([secret, false]);
    }
    expect(text).toContain('Asked of another endpoint, not AWS, in eu-west-1');
    expect(text).toMatch(/\| `cleared-by-switch` \|.*\| as believed \|/);
  });

  it('asks nothing that changes something where nobody agrees', async () => {
    const [id = ''] = stage.twin.channels.ids;
    const { code, idsOf, answers } = await verify(stage, '--only', 'duplicate-name', '--channel', id);
    expect([code, idsOf('not asked')]).toEqual([2, ['duplicate-name']]);
    expect(answers[0]?.seen).toContain('give --yes');
  });
});

describe('the checklist on a twin that behaves otherwise', () => {
  it(
    'says what differs, and ends with 1',
    async () => {
      const stage = await afterFailover({
        mediaLive: { clearOnSwitchAway: false, pageSize: 1 },
        mediaConnect: { peerGoneMs: 'never', errorsListed: false },
      });
      try {
        const only = [
          'cleared-by-switch',
          'page-size',
          'flow-peer',
          'flow-errors',
          'alert-names',
          'alert-id',
        ];
        const { code, idsOf } = await verify(stage, ...only.flatMap((id) => ['--only', id]));
        expect(code).toBe(1);
        expect(idsOf('different').toSorted()).toEqual(
          ['cleared-by-switch', 'flow-errors', 'flow-peer', 'page-size'].toSorted(),
        );
        expect(idsOf('as believed').toSorted()).toEqual(['alert-id', 'alert-names'].toSorted());
      } finally {
        await stage.close();
      }
    },
    6 * minutes,
  );
});

/** The names of the actions in a channel's schedule. */
async function fetchSchedule({ twin }: Stage, channelId: string): Promise<readonly string[]> {
  const { DescribeScheduleCommand, MediaLiveClient } = await import('@aws-sdk/client-medialive');
  const client = new MediaLiveClient({
    endpoint: twin.endpoint,
    region: twin.region,
    credentials: { accessKeyId: 'twin', secretAccessKey: 'twin' },
  });
  const { ScheduleActions = [] } = await client.send(new DescribeScheduleCommand({ ChannelId: channelId }));
  client.destroy();
  return ScheduleActions.flatMap(({ ActionName }) => ActionName ?? []);
}
