// When a channel was last looked at: what the reconciler goes by, and what it tells the age of.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { processBatch } from '../../../control/batch/process-batch.ts';
import { messageSource } from '../../../control/events/own-message.ts';
import { sqsRecord } from '../../../model/sqs-record.ts';
import { noon } from '../support/manual-clock.ts';
import { channelArnOf } from '../support/deployment.ts';
import { onAir } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;
const channelArn = channelArnOf(1);

beforeEach(async () => {
  w = await world();
  onAir(w, 'site-A');
});

const look = async (message: object) => {
  const body = { source: messageSource, kind: 'observation', channelArn, ...message };
  const response = await processBatch(
    w,
    { Records: [sqsRecord('look', body)] },
    { deadlineAt: w.clock.now() + 20_000 },
  );
  expect(response.batchItemFailures).toEqual([]);
};
const ask = (channel: boolean, alerts: boolean) => ({ channel, alerts, before: noon + 60_000 });
const noted = async () => (await w.members.list())[0]?.lastLook;

describe('a look at a channel', () => {
  it('is noted with when MediaLive answered which of the two questions', async () => {
    await look({ ask: ask(true, true) });
    expect(await noted()).toEqual({ askedAt: noon, channelAt: noon, alertsAt: noon });
    w.clock.advance(30_000);
    await look({ ask: ask(false, true) });
    expect(await noted()).toEqual({ askedAt: noon + 30_000, channelAt: noon, alertsAt: noon + 30_000 });
    expect(w.mediaLive.calls.map((call) => call.split(' ')[0])).toEqual([
      'DescribeChannel',
      'ListAlerts',
      'ListAlerts',
    ]);
  });

  it('that was not answered is noted as asked alone', async () => {
    w.mediaLive.silent = true;
    await look({ ask: ask(true, true) });
    expect(await noted()).toEqual({ askedAt: noon, channelAt: 0, alertsAt: 0 });
  });

  it('is what ListChannels said of one that is not on air, as of then', async () => {
    w.clock.advance(5_000);
    const channel = { at: noon, state: 'IDLE', pipelines: {} };
    await look({ answers: { channel, alerts: [] }, ask: ask(true, false) });
    expect(await noted()).toEqual({ askedAt: noon + 5_000, channelAt: noon, alertsAt: noon });
    expect(w.mediaLive.calls).toEqual([]);
  });

  it('is none where nothing was asked: that flows are told of, and other events', async () => {
    await look({ answers: { flows: {} }, ask: ask(false, false) });
    await look({ kind: 'timer', timerId: 'health', dueAt: noon });
    expect(await noted()).toEqual({ askedAt: 0, channelAt: 0, alertsAt: 0 });
    expect(w.mediaLive.calls).toEqual([]);
  });

  it('that cannot be noted is a look all the same', async () => {
    w.members.noteLook = () => Promise.reject(new Error('The table is out of reach.'));
    await look({ ask: ask(true, true) });
    expect(w.channels.stateOf(channelArn).pipelines['0'].attachment).toBe('site-A');
    expect(w.logger.lines.map(({ message }) => message)).toContain('A look at a channel could not be noted');
  });

  it('that has waited until the next was sent asks nothing', async () => {
    w.clock.advance(60_001);
    await look({ ask: ask(true, true) });
    expect(w.mediaLive.calls).toEqual([]);
  });
});
