// Drives MediaLive with AWS's own client over HTTP: what it raises and returns is what our functions will see.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  InternalServerErrorException,
  ListInputsCommand,
  ListMultiplexesCommand,
  TooManyRequestsException,
} from '@aws-sdk/client-medialive';
import type { Served } from './media-live-client.ts';
import {} from './stage.ts';
import type { Stage } from './stage.ts';
import { failureOf, open, shut } from './wire.ts';

let set: Stage;
let served: Served;

beforeEach(async () => {
  ({ set, served } = await open());
});

afterEach(async () => {
  await shut({ set, served });
});

describe('the API as a whole', () => {
  it('refuses calls above the account limit with 429 and takes them again as tokens come back', async () => {
    await shut({ set, served });
    ({ set, served } = await open({ knobs: { throttle: { perSecond: 2, burst: 3 } } }));
    const call = () => served.client.send(new ListInputsCommand({}));
    await call();
    await call();
    await call();
    const refused = await failureOf(call());
    set.clock.advance(500);
    await expect(call()).resolves.toBeDefined();
    expect(refused).toBeInstanceOf(TooManyRequestsException);
    expect(refused).toMatchObject({ $metadata: { httpStatusCode: 429 } });
    expect(await failureOf(call())).toBeInstanceOf(TooManyRequestsException);
  });

  it('says so when an operation of MediaLive is none of its own', async () => {
    const failure = await failureOf(served.client.send(new ListMultiplexesCommand({})));
    expect(failure).toBeInstanceOf(InternalServerErrorException);
    expect(failure).toMatchObject({ message: 'The twin does not offer the operation ListMultiplexes.' });
  });

  it('answers 404 where no operation is', async () => {
    for (const path of ['/prod/nothing', '//', '/prod/channels/%zz']) {
      const response = await fetch(served.endpoint + path);
      expect(response.status).toBe(404);
    }
  });
});
