import type { Millis } from '../../core/model/group.ts';
import { saidOfFlow } from '../../control/events/media-connect/read-event.ts';
import type { Said } from '../../control/events/sample.ts';
import { ModelledFlow } from '../../model/modelled-flow.ts';
import type { VirtualTime } from '../../model/virtual-time.ts';
import type { Dice } from '../dice.ts';
import type { Customs } from './customs.ts';
import type { Feeds } from './feeds.ts';
import { FlowSensor, type placesOf } from './sensors.ts';
import type { Supply } from './supply.ts';

interface Surroundings {
  readonly time: VirtualTime;
  readonly dice: Dice;
  readonly feeds: Feeds;
  readonly supply: Supply;
  readonly flows: Map<string, ModelledFlow>;
  readonly customs: Customs;
}

/** The flows of a world, each with what it notices of its site, and what MediaConnect says of them. */
export class SensedFlows {
  readonly #world: Surroundings;
  readonly #send: (said: Said) => void;
  readonly #sensors = new Map<string, FlowSensor>();
  readonly #statusSince = new Map<string, Millis>();
  /** What flows say now is not heard: it was said before the run began. */
  #muted = false;

  constructor(world: Surroundings, send: (said: Said) => void) {
    this.#world = world;
    this.#send = send;
  }

  add({ arn, sources, ...at }: ReturnType<typeof placesOf>[number]): void {
    const { flows, customs, time, supply } = this.#world;
    const source = (line: number) => arn.replace(':flow:', ':source:').concat(`-${line}`);
    const flow = new ModelledFlow({
      arn,
      sources: [source(0), ...(sources > 1 ? [source(1)] : [])],
      customs,
      emit: (flowArn, news) => {
        if (!this.#muted) this.#send(saidOfFlow(flowArn, news));
        if (news.kind !== 'status') return;
        this.#statusSince.set(flowArn, time.now());
        supply.flowChanged(flowArn);
        this.#sensors.get(flowArn)?.look();
      },
    });
    flows.set(arn, flow);
    this.#sensors.set(arn, new FlowSensor(this.#world, flow, at, customs.flowNoticedMs));
  }

  /** The flows run, and have noticed what arrives, before the run begins. @param isKnown the control plane has heard it */
  switchOn(isKnown: boolean): void {
    this.#muted = true;
    for (const flow of this.#world.flows.values()) flow.become('ACTIVE');
    this.#muted = !isKnown;
    for (const sensor of this.#sensors.values()) sensor.seeAll();
    this.#muted = false;
  }

  /** Since when the flow has had its status. */
  statusSince(flowArn: string): Millis {
    return this.#statusSince.get(flowArn) ?? -Infinity;
  }
}
