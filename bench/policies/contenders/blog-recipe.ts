import type { PipelineId } from '../../../core/model/group.ts';
import { modelledMediaLive } from '../../../model/modelled-media-live.ts';
import type { Alert } from '../alert.ts';
import { operatedByHand, type AlertFunction } from '../by-hand.ts';
import { liveThrough, type Contender, type Post } from '../contender.ts';
import { invokeAsynchronously } from '../invoked.ts';

/** "A threshold of a few seconds": as long as our own window, so that it is the rules that are compared. */
const thresholdMs = 3_000;

/** "A time target at least 15 seconds in the future", and a second for the call to arrive. */
const leadMs = 16_000;

const watched = 'Stopped Receiving UDP Input';

/**
 * The recipe of the AWS Media Blog, "How to Set Up a Resilient End-to-End Live Workflow Using AWS Elemental Products and
 * Services: Part 2", section "Disaster recovery with multiple contribution sites", restated rule by rule:
 * - an alert whose alarm_id does not appear again as CLEARED within the threshold marks the pipeline as down, in a table;
 * - when both pipelines of the active group are down, an input switch is put into the schedule and the other group is
 *   active in the table;
 * - the same with the other group, "if it is once again up": if not both of its pipelines are marked as down.
 */
class BlogRecipe implements AlertFunction {
  readonly #post: Post;
  /** The table of the recipe: the active group, and the alarms by which pipelines are down. */
  #active: string;
  readonly #down = new Map<string, { readonly group: string; readonly pipeline: PipelineId }>();
  readonly #waiting = new Map<string, string>();
  #switches = 0;

  constructor(post: Post) {
    this.#post = post;
    this.#active = post.onAir;
  }

  alert({ alarm_id: id, alarm_state: state, alert_type: type, pipeline }: Alert): void {
    if (type !== watched) return;
    if (state === 'CLEARED') {
      this.#waiting.delete(id);
      this.#down.delete(id);
      return;
    }
    const group = this.#active;
    this.#waiting.set(id, group);
    this.#post.time.after(thresholdMs, () => {
      if (!this.#waiting.delete(id)) return;
      this.#down.set(id, { group, pipeline });
      invokeAsynchronously(this.#post.time, () => this.#decide());
    });
  }

  async #decide(): Promise<void> {
    const { time, world, channelArn, attachments } = this.#post;
    const other = attachments.find((attachment) => attachment !== this.#active);
    if (other === undefined || !this.#isDown(this.#active) || this.#isDown(other)) return;
    this.#switches += 1;
    const answer = await modelledMediaLive(world.channels, time, world.pass).scheduleSwitch({
      channelArn,
      actionName: `recipe-${this.#switches}`,
      attachment: other,
      start: { type: 'at', at: time.now() + leadMs },
    });
    if (answer.type !== 'accepted') throw new Error(answer.message);
    this.#active = other;
  }

  #isDown(group: string): boolean {
    const pipelines = [...this.#down.values()].filter((mark) => mark.group === group);
    return new Set(pipelines.map(({ pipeline }) => pipeline)).size === 2;
  }
}

export const blogRecipe: Contender = {
  name: 'blog recipe',
  live: (scene) => liveThrough(scene, (post) => operatedByHand(post, new BlogRecipe(post))),
};
