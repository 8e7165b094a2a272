// How people see a site: Active, Hot, Warm, Unhealthy, Disabled, Unknown.
import { expect, it } from '@jest/globals';
import { shownStates } from '../../core/shown-state.ts';
import { Channel } from './support/channel.ts';
import { groupOf, site, unwatchedSite } from './support/groups.ts';
import { alert, channelState, flow, timer } from './support/happenings.ts';
import { failedOver, onAirA } from './support/stories.ts';

const shown = (channel: Channel) => shownStates(channel.state, channel.group);

it('the site on air is active, a standby that is well is warm', () => {
  expect(shown(onAirA())).toEqual({ A: 'Active', B: 'Warm' });
});

it('a standby that MediaLive prepares is hot', () => {
  expect(shown(onAirA(groupOf({ prepareStandby: true })))).toEqual({ A: 'Active', B: 'Hot' });
});

it('a suspect site on air is active still, a degraded one is unhealthy', () => {
  const channel = onAirA();
  channel.at(0, alert('set', '0', 0));
  expect(shown(channel)['A']).toBe('Active');
  channel.at(4_000, timer());
  expect(shown(channel)['A']).toBe('Unhealthy');
});

it('a site that recovers is unhealthy until it is well', () => {
  const channel = onAirA();
  channel.at(0, flow(false, 'B', '0', 0));
  channel.at(4_000, timer());
  channel.at(5_000, flow(true, 'B', '0', 5_000));
  expect(shown(channel)['B']).toBe('Unhealthy');
});

it('a disabled standby is disabled, a disabled site on air is active', () => {
  const group = groupOf({}, [site('A', { available: false }), site('B', { available: false })]);
  expect(shown(onAirA(group))).toEqual({ A: 'Active', B: 'Disabled' });
});

it('a standby of which nothing is known is unknown', () => {
  expect(shown(onAirA(groupOf({}, [site('A'), unwatchedSite('B')])))['B']).toBe('Unknown');
});

it('the site left after a failover is unhealthy', () => {
  const channel = failedOver();
  expect(shown(channel)).toEqual({ A: 'Unhealthy', B: 'Active' });
});

it('of a stopped channel everything is unknown', () => {
  const channel = onAirA();
  channel.at(0, channelState('STOPPED', 0));
  expect(shown(channel)).toEqual({ A: 'Unknown', B: 'Unknown' });
  expect(shown(new Channel())).toEqual({ A: 'Unknown', B: 'Unknown' });
});
