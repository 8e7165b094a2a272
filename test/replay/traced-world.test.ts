// What AWS answers in a replay when it is asked: the truth of the trace, whether the news of it was delivered or not.
import { describe, expect, it } from '@jest/globals';
import { loadConfiguration } from '../../config/load-configuration.ts';
import { deployInMemory } from '../../replay/deployment.ts';
import { parseTrace } from '../../replay/trace.ts';
import { TracedWorld } from '../../replay/traced-world.ts';
import { modelledMediaConnect } from '../../model/modelled-media-connect.ts';
import { modelledMediaLive } from '../../model/modelled-media-live.ts';
import { VirtualTime } from '../../model/virtual-time.ts';

const configuration = loadConfiguration('test/replay/cases/field/deployment.yaml');
const channelArn = 'arn:aws:medialive:eu-west-1:111122223333:channel:1000001';
const flowArn = 'arn:aws:mediaconnect:eu-west-1:111122223333:flow:1-news1b0-0123456789ab:news-one-b-0';
const noon = Date.parse('2026-11-21T12:00:00Z');

/** An event a second after the one before, that nobody hears of. */
function event(index: number, detailType: string, detail: Record<string, unknown>) {
  const live = detailType.startsWith('MediaLive');
  return {
    ...{ version: '0', id: `e-${index}`, account: '111122223333', region: 'eu-west-1', deliveredAt: null },
    ...{ source: live ? 'aws.medialive' : 'aws.mediaconnect', 'detail-type': detailType },
    ...{
      time: new Date(noon + index * 1000).toISOString(),
      resources: [live ? channelArn : flowArn],
      detail,
    },
  };
}

const health = (state: string, more = {}) =>
  ['MediaConnect Flow Health', { current: { state, ...more } }] as const;
const status = (currentStatus: string) => ['MediaConnect Flow Status Change', { currentStatus }] as const;
const failure = (errored: boolean) =>
  ['MediaConnect Alert', { errored, 'error-code': 'E1', 'error-message': 'It broke.' }] as const;

/** The world after these events. */
async function after(...events: readonly (readonly [string, Record<string, unknown>])[]) {
  const lines = events.map(([type, detail], index) => JSON.stringify(event(index, type, detail)));
  const trace = lines.length === 0 ? [] : parseTrace(lines.join('\n'), 't').lines;
  const { members } = deployInMemory(configuration, new Set(), new Map());
  const time = new VirtualTime(noon - 5000);
  const world = new TracedWorld({ time, trace, configuration, members });
  world.play({ deliver: () => undefined, order: () => undefined });
  await time.runUntil(noon + 60_000);
  return { world, time };
}

describe('MediaConnect in a replay', () => {
  it.each([
    ['nothing', [], { status: 'ACTIVE' }],
    ['that it is disconnected', [health('DISCONNECTED')], { status: 'ACTIVE', sending: false }],
    ['that it is connected', [health('CONNECTED')], { status: 'ACTIVE', sending: true }],
    [
      'that no bits come',
      [health('CONNECTED', { isBitrateZero: true })],
      { status: 'ACTIVE', sending: true },
    ],
    ['that it was stopped', [health('CONNECTED'), status('STANDBY')], { status: 'STANDBY' }],
    ['that it was started again', [status('STANDBY'), status('ACTIVE')], { status: 'ACTIVE' }],
    ['an error', [failure(true)], { status: 'ACTIVE', errors: ['E1: It broke.'] }],
    ['an error that is over', [failure(true), failure(false)], { status: 'ACTIVE', errors: [] }],
  ])('answers what the trace says, though nobody was told: %s', async (_what, events, expected) => {
    const { world, time } = await after(...events);
    const mediaConnect = modelledMediaConnect(world.flows, time);
    expect(await mediaConnect.describeFlow(flowArn)).toEqual({ at: time.now(), ...expected });
    expect((await mediaConnect.listFlows()).get(flowArn)).toBe(expected.status);
    expect((await mediaConnect.listFlows()).size).toBe(4);
  });
});

describe('MediaLive in a replay', () => {
  const alert = (alarmState: string) =>
    [
      'MediaLive Channel Alert',
      {
        ...{ channel_arn: channelArn, alarm_state: alarmState, alarm_id: 'a1', pipeline: '0' },
        ...{ alert_type: 'Stopped Receiving UDP Input', message: 'Stopped receiving.' },
      },
    ] as const;

  it('lists an alert that nobody was told of, until it is cleared', async () => {
    const { world, time } = await after(alert('SET'));
    const [listed, ...others] = await modelledMediaLive(world.channels, time).activeAlerts(channelArn);
    expect(listed).toMatchObject({ alarmId: 'a1', setAt: noon, message: 'Stopped receiving.' });
    expect(others).toEqual([]);
    const cleared = await after(alert('SET'), alert('CLEARED'));
    expect(await modelledMediaLive(cleared.world.channels, cleared.time).activeAlerts(channelArn)).toEqual(
      [],
    );
  });
});
