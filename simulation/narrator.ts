import type { Observed } from '../core/invariants.ts';
import type { AwsEvent } from '../control/events/sample.ts';
import type { ScheduleEntry } from '../model/modelled-schedule.ts';
import type { Dice } from './dice.ts';
import type { Observer, Watch } from './world/watch.ts';
import { startAt, type World } from './world/world.ts';

/** Tells a run as a list of what happened and what was decided, for people. */
export class Narrator implements Observer {
  readonly lines: string[] = [];
  #world: World | null = null;

  follow(world: World, watch: Watch, dice: Dice): void {
    this.#world = world;
    world.listeners.push((event) => {
      this.#tell(`${event.id} is sent: ${event['detail-type']}, ${gist(event)}`);
    });
    watch.observe(this);
    dice.onMishap = (name) => {
      this.#tell(`! ${name}`);
    };
  }

  saved({ event, after }: Observed): void {
    for (const { rule, outcome, why } of after.decisions) {
      this.#tell(`  ${event.type} ${event.id}: ${rule}, ${outcome}: ${why}`);
    }
  }

  idle(observed: Observed): void {
    this.saved(observed);
  }

  scheduled(_channelArn: string, { name, startAt: at }: ScheduleEntry): void {
    this.#tell(`MediaLive schedules ${name} for ${new Date(at).toISOString()}`);
  }

  #tell(what: string): void {
    const seconds = ((this.#world?.time.now() ?? startAt) - startAt) / 1000;
    this.lines.push(`${seconds.toFixed(3).padStart(9)} s  ${what}`);
  }
}

/** What an event says, without what every event has. */
function gist({ resources, detail }: AwsEvent): string {
  const { channel_arn: _channel, message: _message, previous: _previous, ...rest } = detail;
  return `${resources.join().split(':').at(-1) ?? ''} ${JSON.stringify(rest)}`;
}
