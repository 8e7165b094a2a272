// Each rule of the schedule by itself, on updates made by hand; the source of each is beside its code.
import { describe, expect, it } from '@jest/globals';
import type { ScheduleAction } from '@aws-sdk/client-medialive';
import fc from 'fast-check';
import {
  attachmentExists,
  oneAction,
  prepareEnabled,
} from '../../../../twin/medialive/schedule/rules/actions.ts';
import { fixedLead, oneStart, startType } from '../../../../twin/medialive/schedule/rules/starts.ts';
import {
  followReference,
  sizeLimit,
  uniqueNames,
} from '../../../../twin/medialive/schedule/rules/whole-schedule.ts';
import { fixedAt, following, immediately, prepare, switchTo } from '../schedule-action.ts';
import { entry, now, update } from './schedule-update.ts';

const pause: ScheduleAction = {
  ActionName: 'pause',
  ScheduleActionSettings: { PauseStateSettings: { Pipelines: [{ PipelineId: 'PIPELINE_0' }] } },
  ScheduleActionStartSettings: immediately,
};

describe('a fixed start', () => {
  const fourteenDaysMs = 14 * 24 * 60 * 60 * 1000;
  const at = (aheadMs: number) => update({ creates: [switchTo('B', 'x', fixedAt(now + aheadMs))] });

  it('is allowed exactly from 15 seconds to 14 days ahead', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000, max: fourteenDaysMs + 60_000 }), (aheadMs) => {
        const allowed = aheadMs >= 15_000 && aheadMs <= fourteenDaysMs;
        expect(fixedLead(at(aheadMs))).toHaveLength(allowed ? 0 : 1);
      }),
      { examples: [[14_999], [15_000], [fourteenDaysMs], [fourteenDaysMs + 1]] },
    );
  });

  it.each([
    '2026-01-01 00:01:00',
    '2026-01-01T00:01:00',
    '2026-01-01T00:01:00+00:00',
    'soon',
    '2026-13-01T00:00:00Z',
  ])('is refused when it is no UTC time: %s', (Time) => {
    const action = switchTo('B', 'x', { FixedModeScheduleActionStartSettings: { Time } });
    const [error] = fixedLead(update({ creates: [action] }));
    expect(error?.ErrorMessage).toContain(`'${Time}' is not a UTC time`);
  });

  it('may leave the milliseconds out', () => {
    const Time = '2026-01-01T00:01:00Z';
    const action = switchTo('B', 'x', { FixedModeScheduleActionStartSettings: { Time } });
    expect(fixedLead(update({ creates: [action] }))).toEqual([]);
  });
});

describe('an action', () => {
  it.each([
    ['none', {}, 1],
    ['one', immediately, 0],
    ['two', { ...immediately, ...following('y') }, 1],
  ])('has exactly one start setting: %s', (_, start, refused) => {
    expect(oneStart(update({ creates: [switchTo('B', 'x', start)] }))).toHaveLength(refused);
  });

  it('has exactly one kind', () => {
    const both = {
      ...switchTo('B', 'x'),
      ScheduleActionSettings: {
        ...switchTo('B', 'x').ScheduleActionSettings,
        ...prepare('B', 'x').ScheduleActionSettings,
      },
    };
    expect(oneAction(update({ creates: [switchTo('B', 'x')] }))).toEqual([]);
    expect(oneAction(update({ creates: [both] }))).toHaveLength(1);
    expect(oneAction(update({ creates: [{ ...both, ScheduleActionSettings: {} }] }))).toHaveLength(1);
  });

  it('has a name that is not in the schedule', () => {
    const current = [entry('taken', now - 1000)];
    expect(uniqueNames(update({ current, creates: [switchTo('B', 'free')] }))).toEqual([]);
    expect(uniqueNames(update({ current, creates: [switchTo('B', 'taken')] }))).toEqual([
      {
        ElementPath: '/creates/scheduleActions/0/actionName',
        ErrorMessage: "An action with the name 'taken' is already in the schedule; names must be unique.",
      },
    ]);
  });

  it('can take the name of one that the same request deletes', () => {
    const current = [entry('taken', now + 60_000)];
    const request = update({ current, deletes: ['taken'], creates: [switchTo('B', 'taken')] });
    expect(uniqueNames(request)).toEqual([]);
  });

  it('has a name of its own within the request, which is not empty', () => {
    const creates = [switchTo('B', 'same'), switchTo('A', 'same'), switchTo('A', '')];
    expect(uniqueNames(update({ creates })).map(({ ElementPath }) => ElementPath)).toEqual([
      '/creates/scheduleActions/1/actionName',
      '/creates/scheduleActions/2/actionName',
    ]);
  });

  it('names an attachment of the channel, not an input', () => {
    expect(attachmentExists(update({ creates: [switchTo('B', 'x'), prepare('A', 'y')] }))).toEqual([]);
    expect(attachmentExists(update({ creates: [switchTo('site-B', 'x'), prepare('C', 'y')] }))).toHaveLength(
      2,
    );
  });

  it('cannot name an attachment that has no name', () => {
    const channel = { running: true, attachments: ['A', ''], inputPrepare: true };
    expect(attachmentExists(update({ channel, creates: [switchTo('', 'x')] }))).toHaveLength(1);
  });
});

describe('an input prepare', () => {
  it('without an attachment stops preparing', () => {
    expect(attachmentExists(update({ creates: [prepare(undefined, 'stop')] }))).toEqual([]);
  });

  it("needs the channel's feature activation", () => {
    const channel = { running: true, attachments: ['A', 'B'], inputPrepare: false };
    expect(prepareEnabled(update({ creates: [prepare('B', 'x')] }))).toEqual([]);
    expect(prepareEnabled(update({ channel, creates: [prepare('B', 'x')] }))).toHaveLength(1);
    expect(prepareEnabled(update({ channel, creates: [switchTo('B', 'x')] }))).toEqual([]);
  });
});

describe('a follow start', () => {
  it('names an action of the schedule or of the same request', () => {
    const current = [entry('there', now + 60_000)];
    const follower = (reference: string) => switchTo('B', 'follower', following(reference));
    expect(followReference(update({ current, creates: [follower('there')] }))).toEqual([]);
    expect(followReference(update({ creates: [switchTo('A', 'new'), follower('new')] }))).toEqual([]);
    expect(followReference(update({ current, creates: [follower('absent')] }))).toHaveLength(1);
    expect(
      followReference(update({ current, deletes: ['there'], creates: [follower('there')] })),
    ).toHaveLength(1);
  });

  it('cannot name itself, nor a chain that begins nowhere', () => {
    const circle = [switchTo('A', 'one', following('two')), switchTo('B', 'two', following('one'))];
    expect(followReference(update({ creates: [switchTo('A', 'self', following('self'))] }))).toHaveLength(1);
    expect(followReference(update({ creates: circle }))).toHaveLength(2);
  });

  it('keeps the action it names from being deleted, unless that is created anew', () => {
    const current = [entry('head', now + 60_000), entry('tail', { follows: 'head' })];
    expect(followReference(update({ current, deletes: ['head'] }))).toHaveLength(1);
    expect(followReference(update({ current, deletes: ['head', 'tail'] }))).toEqual([]);
    const anew = update({ current, deletes: ['head'], creates: [switchTo('A', 'head')] });
    expect(followReference(anew)).toEqual([]);
  });

  it('is for switches, prepares and SCTE-35 only', () => {
    const follow = following('y');
    const splice: ScheduleAction = {
      ActionName: 'splice',
      ScheduleActionSettings: { Scte35ReturnToNetworkSettings: { SpliceEventId: 1 } },
      ScheduleActionStartSettings: follow,
    };
    const allowed = [switchTo('B', 'x', follow), prepare('B', 'z', follow), splice, pause];
    expect(startType(update({ creates: allowed }))).toEqual([]);
    expect(startType(update({ creates: [{ ...pause, ScheduleActionStartSettings: follow }] }))).toHaveLength(
      1,
    );
  });
});

describe('the schedule', () => {
  const full = Array.from({ length: 1500 }, (_, index) => entry(`old-${index}`, now - 1000));

  it('holds 1500 actions and no more, past ones included', () => {
    expect(sizeLimit(update({ current: full.slice(1), creates: [switchTo('B', 'x')] }))).toEqual([]);
    expect(sizeLimit(update({ current: full, creates: [switchTo('B', 'x')] }))).toHaveLength(1);
  });

  it('has room again for what the same request deletes', () => {
    const request = update({ current: full, deletes: ['old-7'], creates: [switchTo('B', 'x')] });
    expect(sizeLimit(request)).toEqual([]);
  });
});
