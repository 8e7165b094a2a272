/** Goal: the ways of strangers are many, each of its own, and one that does harm is told from one that does none. */
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SQSClient } from '@aws-sdk/client-sqs';
import { describe, expect, it } from '@jest/globals';
import type { Application } from '../../rehearsal/strangers/application.ts';
import { eventWays } from '../../rehearsal/strangers/event-ways.ts';
import { forgeriesFor, mark } from '../../rehearsal/strangers/forgeries.ts';
import { queueWays } from '../../rehearsal/strangers/queue-ways.ts';
import { resultOf, tallyOf, tryOnce } from '../../rehearsal/strangers/siege.ts';
import { silences } from '../../rehearsal/strangers/silences.ts';
import type { Way } from '../../rehearsal/strangers/way.ts';

const application: Application = {
  sqs: new SQSClient({ region: 'eu-west-1' }),
  events: new EventBridgeClient({ region: 'eu-west-1' }),
  region: 'eu-west-1',
  channelArn: 'arn:aws:medialive:eu-west-1:000000000000:channel:1',
  eventsQueue: 'http://localhost/000000000000/events',
  workQueue: 'http://localhost/000000000000/work',
  deadLetters: 'http://localhost/000000000000/dead',
  deliveryRole: 'arn:aws:iam::000000000000:role/delivery',
  arnOf: (url) => url,
  rule: (name) => ({ name, arn: name, pattern: '{}', targetId: 'Target0' }),
  close: () => undefined,
};
const forge = forgeriesFor(application);
const ways = [...queueWays(application, forge), ...eventWays(application, forge)];

describe('the ways of strangers', () => {
  it('are thirty at least, each with a name of its own, to move, freeze and stop a channel', () => {
    const all = [...ways, ...silences(application)];
    expect(ways.length).toBeGreaterThanOrEqual(30);
    expect(new Set(all.map(({ name }) => name)).size).toBe(all.length);
    expect([...new Set(ways.map(({ aim }) => aim))].toSorted()).toEqual(['freeze', 'move', 'stop']);
    expect(new Set(silences(application).map(({ aim }) => aim))).toEqual(new Set(['delay']));
  });

  it('say what is forged, so that it can be told from what is real', () => {
    const bodies = [
      forge.alert('SET', '0'),
      forge.inputChange('1', 'B'),
      forge.stopped(),
      forge.sawIdle(),
      forge.sawOn('B'),
      forge.timer('health'),
      forge.work('stop'),
    ];
    for (const body of bodies) expect(body).toContain(mark);
  });

  it('are counted with what AWS said', async () => {
    let refuses = true;
    const way: Way = {
      name: 'knock',
      aim: 'move',
      attempt: () => (refuses ? Promise.reject(new RangeError('no')) : Promise.resolve()),
    };
    const tally = tallyOf(way);
    await tryOnce(tally);
    expect(resultOf(tally)).toBe('move: knock: tried 1 times, refused, RangeError; nothing followed');
    refuses = false;
    await tryOnce(tally);
    expect(resultOf({ ...tally, harm: ['it is held'] })).toBe(
      'move: knock: tried 2 times, accepted 1 times; it is held',
    );
  });
});
