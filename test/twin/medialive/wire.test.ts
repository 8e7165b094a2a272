// Drives MediaLive with AWS's own client over HTTP: what it raises and returns is what our functions will see.
import { describe, expect, it } from '@jest/globals';
import {
  InternalServerErrorException,
  ListInputsCommand,
  ListMultiplexesCommand,
  TooManyRequestsException,
} from '@aws-sdk/client-medialive';
import { failureOf, wireOfEachTest } from './wire.ts';

const wire = wireOfEachTest();

describe('the API as a whole', () => {
  it('refuses calls above the account limit with 429 and takes them again as tokens come back', async () => {
    await wire.reopen({ knobs: { throttle: { perSecond: 2, burst: 3 } } });
    const call = () => wire.served.client.send(new ListInputsCommand({}));
    await call();
    await call();
    await call();
    const refused = await failureOf(call());
    wire.set.clock.advance(500);
    await expect(call()).resolves.toBeDefined();
    expect(refused).toBeInstanceOf(TooManyRequestsException);
    expect(refused).toMatchObject({ $metadata: { httpStatusCode: 429 } });
    expect(await failureOf(call())).toBeInstanceOf(TooManyRequestsException);
  });

  it('lets other numbers through as soon as it is given them, with a full burst', async () => {
    await wire.reopen({ knobs: { throttle: { perSecond: 1, burst: 1 } } });
    const call = () => wire.served.client.send(new ListInputsCommand({}));
    await call();
    expect(await failureOf(call())).toBeInstanceOf(TooManyRequestsException);
    wire.set.mediaLive.setThrottle({ perSecond: 1, burst: 2 });
    await call();
    await call();
    expect(await failureOf(call())).toBeInstanceOf(TooManyRequestsException);
  });

  it('says so when an operation of MediaLive is none of its own', async () => {
    const failure = await failureOf(wire.served.client.send(new ListMultiplexesCommand({})));
    expect(failure).toBeInstanceOf(InternalServerErrorException);
    expect(failure).toMatchObject({ message: 'The twin does not offer the operation ListMultiplexes.' });
  });

  it('answers 404 where no operation is', async () => {
    for (const path of ['/prod/nothing', '//', '/prod/channels/%zz']) {
      const response = await fetch(wire.served.endpoint + path);
      expect(response.status).toBe(404);
    }
  });
});
