// What the service makes of an estate.
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Estate, InputSpec } from '../../../twin/estate.ts';
import { mediaLiveService } from '../../../twin/medialive/service.ts';
import type { MediaLive } from '../../../twin/medialive/service.ts';
import { manualClock } from '../manual-clock.ts';
import { manualFeed } from './manual-feed.ts';
import { channelSpec } from './stage.ts';

const clock = manualClock();
const opened: MediaLive[] = [];

const pushInput: InputSpec = { id: 'push', name: 'push', type: 'RTP_PUSH', flowArns: [] };
const attachments = [{ name: 'A', inputId: 'push' }];

afterEach(async () => {
  for (const mediaLive of opened.splice(0)) await mediaLive.close();
});

function open(estate: Partial<Estate>): { readonly mediaLive: MediaLive; readonly messages: unknown[] } {
  const messages: unknown[] = [];
  const mediaLive = mediaLiveService({
    estate: { account: '000000000000', region: 'eu-west-1', flows: [], inputs: [], channels: [], ...estate },
    feedOf: () => manualFeed('rtp://192.0.2.1:5000', clock),
    events: { emit: ({ detail }) => messages.push(detail['message']) },
    clock,
  });
  opened.push(mediaLive);
  return { mediaLive, messages };
}

describe('an estate', () => {
  it('is refused when an attachment names an input that is not in it', () => {
    expect(() => open({ channels: [channelSpec] })).toThrow(
      "Channel 1001: attachment 'A' names the input 'input-A'; there are: none.",
    );
  });

  it('is refused when a channel has nothing to ingest', () => {
    expect(() => open({ channels: [{ ...channelSpec, attachments: [] }] })).toThrow(
      'Channel 1001 has no input attachment; give it one or more to ingest.',
    );
  });

  it('is started as it wishes: what is to be idle stays so', async () => {
    const { mediaLive } = open({
      inputs: [pushInput],
      channels: [{ ...channelSpec, id: '1002', attachments, startAs: 'IDLE' }],
    });
    await mediaLive.channels.startEstate();
    expect(mediaLive.channels.ids).toEqual(['1002']);
    expect(mediaLive.channels.state('1002')).toBe('IDLE');
  });

  it('names the URL of a push input in its loss alert', async () => {
    const { mediaLive, messages } = open({
      inputs: [pushInput],
      channels: [{ ...channelSpec, attachments }],
    });
    const started = mediaLive.channels.startEstate();
    clock.advance(6000);
    await started;
    expect(messages.at(-1)).toContain('[rtp://192.0.2.1:5000]');
  });

  it('falls silent when it is closed', async () => {
    const { mediaLive, messages } = open({
      inputs: [pushInput],
      channels: [{ ...channelSpec, attachments }],
    });
    const started = mediaLive.channels.startEstate();
    clock.advance(500);
    await started;
    const said = messages.length;
    await mediaLive.close();
    clock.advance(60_000);
    expect(messages).toHaveLength(said);
  });
});
