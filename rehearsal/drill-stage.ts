import { setTimeout as sleep } from 'node:timers/promises';
import { emptyEstate } from '../twin/estate.ts';
import { Lateness } from './lateness.ts';
import { Observation } from './observation.ts';
import type { ChannelStatus } from './operator.ts';
import { deployByCommand } from './deploy-by-command.ts';
import type { Rehearsal } from './rehearsal.ts';
import { openStage } from './open-stage.ts';
import { named, type Stage, type StageOptions } from './stage.ts';
import type { Timeline, Tone } from './timeline.ts';
import { watch } from './watch.ts';
import { flowsIn, workflowIn, type Workflow } from './workflow.ts';

/**
 * What a scenario plays on: a stage with the live workflow of one channel, and a record of what happens. The attachments of a
 * channel that is built are called like its sites.
 */
export interface DrillStage extends Stage {
  readonly rehearsal: Rehearsal;
  readonly seen: Observation;
  readonly timeline: Timeline;
  readonly channelId: string;
  readonly workflow: Workflow;
  /** From now on it counts; epoch ms. */
  zero(): number;
  note(who: string, what: string, tone?: Tone): void;
  rest(ms: number): Promise<void>;
  /** When both pipelines had gone on air with the site, in epoch ms; undefined: not within the time. */
  bothOn(site: string, withinMs: number): Promise<number | undefined>;
  status(): Promise<ChannelStatus | undefined>;
}

/** What is played, and who is told. */
export interface DrillStageOptions extends Pick<StageOptions, 'account' | 'lateness' | 'signal'> {
  readonly rehearsal: Rehearsal;
  /** The folder of the synthesized app. */
  readonly assembly: string;
  readonly timeline: Timeline;
  /** The CDK's own command deploys the configuration's text; default: the twin deploys the folder. */
  readonly byCommand?: boolean;
  /** Whether MediaLive also raises alerts for an input that is only prepared; AWS does not document it. Default: not. */
  readonly alertsOnPrepared?: boolean;
}

/** Opens a stage with the workflow of the drill, whose sites and events are told in the timeline. */
export async function openDrillStage(options: DrillStageOptions): Promise<DrillStage> {
  const {
    rehearsal,
    assembly,
    timeline,
    lateness = new Lateness(),
    alertsOnPrepared = false,
    byCommand = false,
    signal,
  } = options;
  const { account = '', region = '' } = rehearsal.configuration;
  const workflowOf = (outputs: ReadonlyMap<string, string>) => workflowIn(outputs, rehearsal.sites);
  let seen: Observation | undefined;
  const stage = await openStage({
    assembly,
    ...(byCommand ? { deploy: deployByCommand(rehearsal, signal) } : {}),
    ...(options.account === undefined ? {} : { account: options.account }),
    estate: emptyEstate({ account, region }),
    flowsIn: (outputs) => flowsIn(outputs, rehearsal.sites),
    channelsIn: (outputs) => {
      const { channelArn: arn, channelId: id } = workflowOf(outputs);
      return [{ arn, id }];
    },
    mediaLive: { alertOnPrepared: alertsOnPrepared },
    timeline,
    lateness,
    signal,
    onStarted: (started) => {
      seen = new Observation(started);
      watch(started, timeline);
    },
  });
  const outputs = new Map(stage.twin.stacks.flatMap((stack) => Object.entries(stack.outputs)));
  const workflow = workflowOf(outputs);
  const { channelArn: arn, channelId: id } = workflow;
  return {
    ...stage,
    rehearsal,
    seen: named(seen, 'a twin that has started'),
    timeline,
    channelId: id,
    workflow,
    zero: () => {
      const now = Date.now();
      const isAgain = timeline.zeroAt !== undefined;
      timeline.zero(now);
      if (isAgain) {
        timeline.add({ at: now, who: 'drill', what: 'the clock counts from here again', tone: 'plain' });
      }
      return now;
    },
    note: (who, what, tone = 'plain') => {
      timeline.add({ at: Date.now(), who, what, tone });
    },
    rest: async (ms) => {
      const from = Date.now();
      await sleep(ms, undefined, { signal });
      lateness.note(from, ms);
    },
    bothOn: (site, withinMs) => {
      const { channels } = stage.twin;
      return stage.until(() => {
        const all = channels.pipelines(id).map((pipeline) => channels.onAir(id, pipeline));
        if (all.some((onAir) => onAir?.attachment !== site)) return undefined;
        return Math.max(...all.map((onAir) => onAir?.since ?? 0));
      }, withinMs);
    },
    status: () => stage.statusOf({ arn, id }),
  };
}
