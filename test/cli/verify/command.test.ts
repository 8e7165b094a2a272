/** Goal: the command asks before it changes, puts back what it has changed, tells everything in its place, and never gives up for one. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { KnownError } from '../../../config/known-error.ts';
import { scratchFolder } from '../../scratch-folder.ts';
import { FakeAccount, sdkError } from './fake-account.ts';
import { verifyOn, type Given } from './verify-command.ts';

const folder = scratchFolder('verify-command');

let account: FakeAccount;
beforeEach(() => {
  account = new FakeAccount();
});

const verify = (line: readonly string[], given?: Given) => verifyOn(account, line, given);
const duplicate = ['--only', 'duplicate-name', '--channel', '1234567'];

describe('what changes something', () => {
  it.each(['', 'n', 'yess', 'no'])('is not asked when "%s" is typed', async (typed) => {
    const { code, out, err } = await verify(duplicate, { typed });
    expect([code, account.updates]).toEqual([2, []]);
    expect(out).toContain('NOT ASKED: duplicate-name');
    expect(err).toMatch(/It costs nothing\.[^]*must not be on air to viewers\. Ask it\? \[y\/N\]/);
  });

  it.each([
    [['--yes'], ''],
    [[], 'y'],
    [[], 'Yes'],
  ])('is asked with %j and "%s", and is put back', async (line, typed) => {
    const { code, out } = await verify([...duplicate, ...line], { typed });
    expect(code).toBe(0);
    expect(out).toMatch(
      /AS BELIEVED: duplicate-name[^]*422 UnprocessableEntityException: The name is taken\./,
    );
    expect(account.schedule).toEqual([]);
    expect(new Set(account.updates.map((update) => update[0]))).toEqual(new Set(['+', '-']));
  });

  it('differs where AWS does not refuse it, and is put back all the same', async () => {
    account.allowsDuplicates = true;
    const { code, out } = await verify([...duplicate, '--yes']);
    expect([code, out]).toEqual([1, expect.stringContaining('DIFFERENT: duplicate-name')]);
    expect(out).toContain('duplicate-name: It was not refused.');
  });

  it('is said to be left where it cannot be put back', async () => {
    const port = account.port();
    const { code, out } = await verify([...duplicate, '--yes'], {
      other: {
        updateSchedule: (id, change) =>
          change.deletes === undefined
            ? port.updateSchedule(id, change)
            : Promise.reject(sdkError('InternalServerErrorException', 'Out of order.', 500)),
      },
    });
    expect(code).toBe(1);
    expect(out).toMatch(/LEFT +NOT put back: the action failover-verify-\w+ is in the\s+schedule\./);
  });

  it('is asked on no channel that nobody has named', async () => {
    const { code, out } = await verify(['--only', 'duplicate-name', '--yes']);
    expect([code, account.updates]).toEqual([2, []]);
    expect(out).toContain('Name a channel that nobody watches: --channel.');
    // Nobody is asked to agree to what would not be done.
    expect((await verify(['--only', 'duplicate-name'], { typed: 'y' })).err).toBe('');
  });

  it('is not asked of a channel that is idle, which a start would make cost', async () => {
    account.channel = { ...account.channel, State: 'IDLE' };
    const { out } = await verify(['--only', 'start-running', '--channel', '1234567', '--yes'], {
      other: { startChannel: () => Promise.reject(new Error('It was started.')) },
    });
    expect(out).toContain('The channel is IDLE: it would be started.');
  });

  it('is not done to an input that is not on air on both pipelines', async () => {
    const [first = {}] = account.channel.PipelineDetails ?? [];
    account.channel = {
      ...account.channel,
      PipelineDetails: [first, { PipelineId: '1', ActiveInputAttachmentName: 'B' }],
    };
    const { out } = await verify([...duplicate, '--yes']);
    expect([account.updates, out]).toEqual([[], expect.stringContaining('on different inputs')]);
  });
});

describe('Ctrl-C', () => {
  it('ends what waits, puts back, and asks nothing more', async () => {
    let interrupt = (): void => undefined;
    const port = account.port();
    const line = ['switch-to-same', 'page-size'].flatMap((id) => ['--only', id]);
    const { code, out, err } = await verify([...line, '--channel', '1234567', '--yes'], {
      onInterrupt: (act) => {
        interrupt = act;
      },
      other: {
        updateSchedule: async (id, change) => {
          await port.updateSchedule(id, change);
          interrupt();
        },
        firstPageOf: () => Promise.resolve({ items: 20, hasMore: true }),
      },
    });
    expect(code).toBe(2);
    expect(err).toContain('what was changed is put back');
    expect(out).toMatch(/NOT ASKED: switch-to-same[^]*Interrupted\./);
    expect(account.schedule).toEqual([]);
  });

  it('puts back an action that is there when it comes in the middle of a question', async () => {
    let interrupt = (): void => undefined;
    const port = account.port();
    await verify([...duplicate, '--yes'], {
      onInterrupt: (act) => {
        interrupt = act;
      },
      other: {
        updateSchedule: async (id, change) => {
          interrupt();
          await port.updateSchedule(id, change);
        },
      },
    });
    expect(account.schedule).toEqual([]);
    expect(account.updates.length).toBeGreaterThan(1);
  });
});

describe('an answer that does not come', () => {
  it('is told in one line of its question, and the others go on', async () => {
    const { code, out } = await verify(['--only', 'page-size', '--only', 'concurrency'], {
      other: {
        concurrency: () =>
          Promise.reject(
            sdkError(
              'AccessDeniedException',
              'User: kim is not authorized to perform: lambda:GetAccountSettings',
              403,
            ),
          ),
      },
    });
    expect(code).toBe(0);
    expect(out).toMatch(/NOT ASKED: concurrency[^]*AccessDeniedException/);
    expect(out).toContain('AS BELIEVED: page-size');
  });

  it('of the list of channels silences only the questions that need it', async () => {
    const { out } = await verify(['--only', 'concurrency', '--only', 'alert-names'], {
      other: { channels: () => Promise.reject(sdkError('ForbiddenException', 'Not authorized.', 403)) },
    });
    expect(out).toMatch(/NOT ASKED: alert-names[^]*AS BELIEVED: concurrency/);
  });

  it('never counts as a difference: a refusal for lack of permission says nothing of the question', async () => {
    const { code, out } = await verify(['--only', 'unknown-action', '--channel', '1234567', '--yes'], {
      other: { updateSchedule: () => Promise.reject(sdkError('AccessDeniedException', 'No.', 403)) },
    });
    expect([code, out]).toEqual([2, expect.stringContaining('NOT ASKED: unknown-action')]);
  });

  it('at all, without credentials, ends with 2', async () => {
    const silent = () => Promise.reject(sdkError('CredentialsProviderError', 'Could not load credentials'));
    const { code, out } = await verify(['--only', 'page-size', '--only', 'concurrency'], {
      other: { firstPageOf: silent, concurrency: silent },
    });
    expect(code).toBe(2);
    expect(out).toContain('2 not asked');
  });
});

describe('its command line', () => {
  it.each([
    [['--only', 'colour'], '--only colour: there is no such question.'],
    [['--skip', 'colour'], '--skip colour: there is no such question.'],
    [['--report', '/nowhere/answers.md'], '/nowhere/answers.md cannot be written'],
  ])('refuses %j', async (line, says) => {
    expect(await verify(line)).toMatchObject({ code: 2, out: '', err: expect.stringContaining(says) });
  });

  it('refuses an account without a region in one line and a hint', async () => {
    const region = () =>
      Promise.reject(new KnownError('No AWS region is set.', 'Give --region, or set AWS_REGION.'));
    expect(await verify([], { other: { region } })).toMatchObject({
      code: 2,
      out: '',
      err: 'No AWS region is set.\n  Give --region, or set AWS_REGION.',
    });
  });

  it('leaves out what is skipped', async () => {
    const { out } = await verify(['--only', 'page-size', '--only', 'concurrency', '--skip', 'concurrency']);
    expect(out).toContain('1 question: 0 different, 1 as believed');
  });

  it('asks AWS for nothing where what is left can be seen by hand only', async () => {
    const { code, out } = await verify(['--only', 'viewers']);
    expect(code).toBe(0);
    expect(out).toMatch(/CANNOT BE SEEN: viewers[^]*by hand {3}Watch/);
  });
});

describe('what it prints', () => {
  it.each([80, 160])('fits into %i columns', async (columns) => {
    const { out } = await verify([], { columns });
    const widths = out
      .split('\n')
      .filter((line) => line.includes(' ') && !/\S{60}/.test(line))
      .map((line) => line.length);
    expect(Math.max(...widths)).toBeLessThanOrEqual(Math.min(columns, 110));
    expect(Math.max(...widths)).toBeGreaterThan(columns === 80 ? 70 : 90);
  });

  it('for programs and as a report has no name or number of the account', async () => {
    const file = join(folder, 'answers.md');
    const denied =
      'User: arn:aws:sts::111122223333:assumed-role/Admin/kim may not do it to secret-channel (1234567) | at https://x.example/y?z from 192.0.2.7';
    const other = { concurrency: () => Promise.reject(sdkError('AccessDeniedException', denied, 403)) };
    const { out } = await verify(['--json', '--only', 'concurrency', '--report', file], { other });
    const text = readFileSync(file, 'utf8');
    for (const said of [out, text]) {
      expect(said).toContain('arn:aws:sts:(masked)');
      expect(said).not.toMatch(/111122223333|secret-channel|1234567|192\.0\.2\.7|x\.example|Admin/);
    }
    expect(JSON.parse(out)).toMatchObject({
      region: 'eu-west-1',
      askedOf: 'AWS',
      answers: [{ id: 'concurrency' }],
    });
    expect(text).toMatch(/^Versions: medialive-failover \S+, Node\.js v\d+/m);
    const row = text.split('\n').find((line) => line.startsWith('| `concurrency`'));
    expect(row?.replaceAll('\\|', '').split('|')).toHaveLength(7);
  });
});
