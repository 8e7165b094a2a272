import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import type { AwsEvent, EventSink } from '../event-bus.ts';
import { Recent } from '../gateway/recent.ts';
import { ServiceError } from '../gateway/service-error.ts';
import { planDeliveries, type DeliveryKnobs } from './delivery-plan.ts';
import type { EventDelivery, ObservedEvent } from './observed-event.ts';
import type { EventMatcher } from './pattern.ts';
import { seededRandom, type Random } from './random.ts';
import { Rule, type RuleSettings, type RuleTarget } from './rule.ts';
import { targetPayload } from './target-input.ts';
import type { Sender, Targets } from './targets.ts';

/** Rules of a bus, on demand (EventBridge quotas: default; 100 in some regions). */
const rulesMax = 300;

export interface EventBusesOptions {
  readonly account: string;
  readonly region: string;
  readonly clock: Clock;
  /** Decides every draw of the delivery knobs. */
  readonly seed?: number;
  readonly targets: Pick<Targets, 'deliver'>;
}

/** The event buses: events come in, the deployed rules choose, the targets receive — as badly as the knobs say. */
export class EventBuses implements EventSink {
  readonly events = new Recent<ObservedEvent>();
  readonly deliveries = new Recent<EventDelivery>();
  /** Set at any time; what is already on its way is not affected. */
  knobs: DeliveryKnobs = {};
  readonly #options: EventBusesOptions;
  readonly #random: Random;
  readonly #buses = new Set(['default']);
  readonly #rules = new Map<string, Rule>();
  /** By ARN. */
  readonly #archives = new Map<string, Archive & { readonly events: AwsEvent[] }>();
  readonly #pending = new Set<() => void>();

  constructor(options: EventBusesOptions) {
    this.#options = options;
    this.#random = seededRandom(options.seed ?? 1);
  }

  /** An event of an AWS service, on the default bus. */
  emit(event: Pick<AwsEvent, 'source' | 'detail-type' | 'resources' | 'detail'>): void {
    this.put('default', this.complete(event));
  }

  /** Adds what every event has. The time has a resolution of one second, as AWS's events have. */
  complete(
    event: Pick<AwsEvent, 'source' | 'detail-type' | 'resources' | 'detail'>,
    atMs?: number,
  ): AwsEvent {
    const { account, region, clock } = this.#options;
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': event['detail-type'],
      source: event.source,
      account,
      time: new Date(atMs ?? clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
      region,
      resources: event.resources,
      detail: event.detail,
    };
  }

  put(busName: string, event: AwsEvent, isFor: (ruleArn: string) => boolean = () => true): void {
    const rules = this.rules(busName).filter((rule) => rule.wants(event) && isFor(rule.arn));
    for (const archive of this.#archives.values()) {
      // An archive keeps no replays (EventBridge User Guide, "Archiving and replaying events").
      const isOurs = archive.busName === busName && archive.wants(event);
      if (isOurs && event['replay-name'] === undefined) archive.events.push(event);
    }
    const matchedRules = rules.map(({ settings }) => settings.name);
    this.events.add({ event, busName, at: this.#options.clock.now(), matchedRules });
    for (const rule of rules) {
      this.#route(rule, event);
    }
  }

  /** Sends an event of a rule's schedule to the rule's targets. */
  fireScheduled(rule: Rule): void {
    if (rule.state === 'ENABLED') {
      const event = {
        source: 'aws.events',
        'detail-type': 'Scheduled Event',
        resources: [rule.arn],
        detail: {},
      };
      this.#route(rule, this.complete(event), {});
    }
  }

  addBus(name: string): string {
    this.#buses.add(name);
    return this.busArn(name);
  }

  hasBus(name: string): boolean {
    return this.#buses.has(name);
  }

  busNames(): readonly string[] {
    return [...this.#buses];
  }

  busArn(name: string): string {
    return `arn:aws:events:${this.#options.region}:${this.#options.account}:event-bus/${name}`;
  }

  /** @throws ServiceError when there are too many, or the pattern is too long or none */
  putRule(settings: RuleSettings): Rule {
    const path = settings.busName === 'default' ? settings.name : `${settings.busName}/${settings.name}`;
    const rule = new Rule(
      `arn:aws:events:${this.#options.region}:${this.#options.account}:rule/${path}`,
      settings,
    );
    if (!this.#rules.has(rule.arn) && this.rules(settings.busName).length >= rulesMax) {
      throw new ServiceError(
        400,
        'LimitExceededException',
        `The event bus ${settings.busName} has ${rulesMax} rules, and takes no more.`,
      );
    }
    rule.putTargets(this.#rules.get(rule.arn)?.targets ?? []);
    this.#rules.set(rule.arn, rule);
    return rule;
  }

  removeRule({ arn }: Rule): void {
    this.#rules.delete(arn);
  }

  rules(busName: string): readonly Rule[] {
    return [...this.#rules.values()].filter(({ settings }) => settings.busName === busName);
  }

  /** Keeps what is put on the bus from now on; returns the ARN. */
  addArchive(name: string, archive: Archive): string {
    const arn = `arn:aws:events:${this.#options.region}:${this.#options.account}:archive/${name}`;
    if (!this.#archives.has(arn)) this.#archives.set(arn, { ...archive, events: [] });
    return arn;
  }

  /** Puts the events of a span of time on their bus again, for some of its rules; false: there is no such archive. */
  replay(archiveArn: string, { name, fromMs, toMs, isFor }: Replay): boolean {
    const archive = this.#archives.get(archiveArn);
    if (archive === undefined) return false;
    for (const event of [...archive.events]) {
      const at = Date.parse(event.time);
      if (at >= fromMs && at < toMs) this.put(archive.busName, { ...event, 'replay-name': name }, isFor);
    }
    return true;
  }

  /** Forgets what is still on its way. */
  close(): void {
    for (const forget of this.#pending) {
      forget();
    }
    this.#pending.clear();
  }

  #route(rule: Rule, event: AwsEvent, knobs: DeliveryKnobs = this.knobs): void {
    for (const target of rule.targets) {
      for (const planned of planDeliveries(event, knobs, this.#random)) {
        if (planned.kind === 'drop') {
          this.#record({ event, rule, target, copy: 1 }, 'dropped');
        } else if (planned.afterMs === 0) {
          void this.#deliver({ event, rule, target, copy: planned.copy });
        } else {
          this.#later(planned.afterMs, { event, rule, target, copy: planned.copy });
        }
      }
    }
  }

  #later(afterMs: number, delivery: Delivery): void {
    const forget = this.#options.clock.after(afterMs, () => {
      this.#pending.delete(forget);
      void this.#deliver(delivery);
    });
    this.#pending.add(forget);
  }

  async #deliver(delivery: Delivery): Promise<void> {
    const { event, rule, target } = delivery;
    const origin = { ruleArn: rule.arn, ruleName: rule.settings.name, ingestionTime: event.time };
    const sender: Sender =
      target.RoleArn === undefined
        ? { service: 'events.amazonaws.com', sourceArn: rule.arn }
        : { roleArn: target.RoleArn };
    try {
      await this.#options.targets.deliver({
        targetArn: target.Arn,
        payload: targetPayload(target, event, origin),
        sender,
        messageGroupId: target.SqsParameters?.MessageGroupId,
      });
      this.#record(delivery, 'delivered');
    } catch (error) {
      this.#record(delivery, 'failed', error instanceof Error ? error.message : String(error));
      await this.#deadLetter(delivery);
    }
  }

  /** What cannot be delivered goes to the target's dead-letter queue, if it has one that lets the rule in. */
  async #deadLetter({ event, rule, target }: Delivery): Promise<void> {
    const targetArn = target.DeadLetterConfig?.Arn;
    if (targetArn !== undefined) {
      const sender = { service: 'events.amazonaws.com', sourceArn: rule.arn };
      const payload = JSON.stringify(event);
      await this.#options.targets.deliver({ targetArn, payload, sender }).catch((error: unknown) => {
        process.emitWarning(`${rule.arn}: ${String(error)}`, { type: 'TwinDeadLetter' });
      });
    }
  }

  #record({ event, rule, target, copy }: Delivery, outcome: EventDelivery['outcome'], reason?: string): void {
    const at = this.#options.clock.now();
    const ruleName = rule.settings.name;
    const why = reason === undefined ? {} : { reason };
    this.deliveries.add({ event, ruleName, targetArn: target.Arn, outcome, ...why, copy, at });
  }
}

interface Archive {
  readonly busName: string;
  readonly wants: EventMatcher;
}

/** What of an archive is replayed, and for which rules, by ARN. */
interface Replay {
  readonly name: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly isFor: (ruleArn: string) => boolean;
}

interface Delivery {
  readonly event: AwsEvent;
  readonly rule: Rule;
  readonly target: RuleTarget;
  readonly copy: number;
}
