import type { OperatorRequest } from '../../../control/operator/protocol.ts';
import type { Alert } from '../alert.ts';
import { operatedByHand } from '../by-hand.ts';
import { liveThrough, type Contender, type Post } from '../contender.ts';
import { invokeAsynchronously } from '../invoked.ts';
import { openMediaLiveEndpoint, type MediaLiveEndpoint } from '../media-live-endpoint.ts';

/** The interval in the package's README. It is halfway through one when the trace begins. */
const everyMs = 15 * 60_000;

/**
 * The handler that the npm package `awscdk-construct-input-switch-scheduler` deploys, as published, with its own SDK, against
 * an endpoint on loopback. The package is for toggling inputs on a timer and promises no failover; `on alerts` is the handler
 * behind a rule for alerts instead, which is what somebody would do who wanted one from it.
 */
export class PublishedScheduler {
  readonly #endpoint: MediaLiveEndpoint;
  readonly #handler: () => Promise<void>;

  private constructor(endpoint: MediaLiveEndpoint, handler: () => Promise<void>) {
    this.#endpoint = endpoint;
    this.#handler = handler;
  }

  /** The handler reads its environment once, when it is loaded: all traces are of one channel. */
  static async open(channelId: string, attachments: readonly string[]): Promise<PublishedScheduler> {
    const endpoint = await openMediaLiveEndpoint();
    Object.assign(process.env, {
      CHANNEL_ID: channelId,
      INPUT_ATTACHEMENTS: JSON.stringify(attachments),
      REGION: 'eu-west-1',
      AWS_ENDPOINT_URL_MEDIALIVE: endpoint.url,
      AWS_ACCESS_KEY_ID: 'bench',
      AWS_SECRET_ACCESS_KEY: 'bench',
    });
    const { handler } = await import('awscdk-construct-input-switch-scheduler/lib/code/index.js');
    return new PublishedScheduler(endpoint, quietly(handler));
  }

  get contenders(): readonly Contender[] {
    return [
      { name: 'npm scheduler, timer', live: (scene) => liveThrough(scene, (post) => this.#onTimer(post)) },
      { name: 'npm scheduler, alerts', live: (scene) => liveThrough(scene, (post) => this.#onAlerts(post)) },
    ];
  }

  close(): Promise<void> {
    return this.#endpoint.close();
  }

  #onTimer(post: Post) {
    let enabled = true;
    const toggle = (): void => {
      if (enabled) this.#invoke(post);
      post.time.after(everyMs, toggle);
    };
    post.time.after(everyMs / 2, toggle);
    const byHand = operatedByHand(post, { alert: () => undefined });
    return {
      deliver: () => undefined,
      order: (request: OperatorRequest) => {
        if (request.command === 'hold' || request.command === 'disable') enabled = false;
        if (request.command === 'release' || request.command === 'enable') enabled = true;
        byHand.order(request);
      },
    };
  }

  #onAlerts(post: Post) {
    return operatedByHand(post, {
      alert: ({ alarm_state: state }: Alert) => {
        if (state === 'SET') this.#invoke(post);
      },
    });
  }

  #invoke(post: Post): void {
    invokeAsynchronously(post.time, () => {
      this.#endpoint.serve(post);
      return this.#handler();
    });
  }
}

/** The handler prints what MediaLive answers. */
function quietly(handler: () => Promise<void>): () => Promise<void> {
  return async () => {
    const { log } = console;
    console.log = () => undefined;
    try {
      await handler();
    } finally {
      console.log = log;
    }
  };
}
