import { modelledMediaLive } from '../../../model/modelled-media-live.ts';
import type { Alert } from '../alert.ts';
import { operatedByHand, type AlertFunction } from '../by-hand.ts';
import { liveThrough, type Contender, type Post } from '../contender.ts';
import { invokeAsynchronously } from '../invoked.ts';

/** The published switcher reacts to the second of these only; with the first it is at its best here. */
const watched: readonly string[] = ['Stopped Receiving UDP Input', 'Video Not Detected'];

/**
 * One alert, one switch: the policy of the fallback switcher in the samples of AWS (aws-medialive-fallback-switcher-lambda,
 * README: a rule on the alert invokes a function that switches the alerting channel to its configured fallback input), restated.
 * It knows no pipelines, no duplicates, no way back and no state.
 */
class OneAlertOneSwitch implements AlertFunction {
  readonly #post: Post;
  #switches = 0;

  constructor(post: Post) {
    this.#post = post;
  }

  alert({ alarm_state: state, alert_type: type }: Alert): void {
    if (state !== 'SET' || !watched.includes(type)) return;
    invokeAsynchronously(this.#post.time, () => this.#switch());
  }

  async #switch(): Promise<void> {
    const { time, world, channelArn, attachments } = this.#post;
    this.#switches += 1;
    const answer = await modelledMediaLive(world.channels, time, world.pass).scheduleSwitch({
      channelArn,
      actionName: `fallback-${this.#switches}`,
      attachment: attachments.at(-1) ?? '',
      start: { type: 'immediate' },
    });
    if (answer.type !== 'accepted') throw new Error(answer.message);
  }
}

export const oneAlertOneSwitch: Contender = {
  name: 'one alert, one switch',
  live: (scene) => liveThrough(scene, (post) => operatedByHand(post, new OneAlertOneSwitch(post))),
};
