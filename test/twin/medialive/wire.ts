import { afterEach, beforeEach } from '@jest/globals';
import { UnprocessableEntityException } from '@aws-sdk/client-medialive';
import { serve } from './media-live-client.ts';
import type { Served } from './media-live-client.ts';
import { stage } from './stage.ts';
import type { Stage, StageOptions } from './stage.ts';

/** A stage and the client that talks to it. */
export interface Wire {
  readonly set: Stage;
  readonly served: Served;
}

export async function open(options: StageOptions = {}): Promise<Wire> {
  const set = stage(options);
  return { set, served: await serve(set.mediaLive.service) };
}

export async function shut({ set, served }: Wire): Promise<void> {
  await set.mediaLive.close();
  await served.close();
}

/** The wire of the test that runs. */
export interface WireOfEachTest extends Wire {
  /** Starts over with another stage. */
  reopen(options: StageOptions): Promise<void>;
}

/** Has each test of the file find a fresh stage that is served over HTTP. */
export function wireOfEachTest(): WireOfEachTest {
  let wire: Wire;
  beforeEach(async () => {
    wire = await open();
  });
  afterEach(() => shut(wire));
  return {
    get set() {
      return wire.set;
    },
    get served() {
      return wire.served;
    },
    reopen: async (options) => {
      await shut(wire);
      wire = await open(options);
    },
  };
}

/** The error that a call fails with; throws when it does not fail. */
export async function failureOf(call: Promise<unknown>): Promise<unknown> {
  try {
    await call;
  } catch (failure) {
    return failure;
  }
  throw new Error('the call succeeded');
}

/** The reasons of a call that is refused with 422, as `path: message`. */
export async function validationErrorsOf(call: Promise<unknown>): Promise<readonly string[]> {
  const failure = await failureOf(call);
  if (!(failure instanceof UnprocessableEntityException)) throw failure;
  return (failure.ValidationErrors ?? []).map(
    ({ ElementPath, ErrorMessage }) => `${ElementPath ?? ''}: ${ErrorMessage ?? ''}`,
  );
}
