// What alarms stand on: it is reported with every look, and stays so until it is over.
import { beforeEach, describe, expect, it } from '@jest/globals';
import { channelArn, deliver, loseA, onAir, pass, settleOnA } from '../support/rehearsal.ts';
import { world, type World } from '../support/world.ts';

let w: World;
const look = () => deliver(w, { type: 'observation', id: `look-${w.clock.now()}` });
const reported = (gauge: string) => w.meter.gauges[`channel-1/${gauge}`];
const forget = () => {
  for (const key of Object.keys(w.meter.gauges)) Reflect.deleteProperty(w.meter.gauges, key);
};

beforeEach(async () => {
  w = await world();
  await settleOnA(w);
});

describe('what is so of a channel', () => {
  it('is reported with every look, also where nothing is wrong', async () => {
    forget();
    await look();
    expect(w.meter.gauges).toMatchObject({ 'channel-1/OffAir': false, 'channel-1/ChannelStopped': false });
  });

  it('is reported as soon as it changes: off the air from the verdict on', async () => {
    await loseA(w);
    expect(reported('OffAir')).toBe(false);
    await pass(w, 3500);
    expect(reported('OffAir')).toBe(true);
  });

  it('is off the air with every look while it cannot be helped, and not after it is on a healthy site', async () => {
    await deliver(w, {
      type: 'command',
      id: 'hold',
      by: 'ann',
      command: { action: 'hold', reason: 'show', until: null },
    });
    await loseA(w);
    await pass(w, 3500);
    for (let minute = 1; minute <= 3; minute += 1) {
      forget();
      w.clock.advance(60_000);
      onAir(w, 'site-A');
      await look();
      expect(reported('OffAir')).toBe(true);
    }
    w.mediaLive.alerts.length = 0;
    onAir(w, 'site-B');
    await look();
    expect(reported('OffAir')).toBe(false);
  });

  it('is not off the air with one pipeline of two, nor when it does not run', async () => {
    onAir(w, 'site-A');
    w.mediaLive.snapshot = { at: w.clock.now(), state: 'IDLE', pipelines: {} };
    await look();
    expect(reported('OffAir')).toBe(false);
    expect(reported('ChannelStopped')).toBe(true);
    expect(reported('StandbyUnhealthy')).toBe(false);
  });

  it.each(['half', 'none'] as const)('has no healthy standby where protection is %s', async (level) => {
    const saved = w.channels.stateOf(channelArn);
    const protection = { level, reason: 'B down', since: w.clock.now() };
    await w.channels.save({ ...saved, protection }, w.clock.now());
    onAir(w, 'site-A');
    await look();
    expect(reported('StandbyUnhealthy')).toBe(true);
  });
});
