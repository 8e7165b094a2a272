import { GetQueueAttributesCommand, ListQueuesCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import type { ChannelChange } from '../../twin/medialive/channel/channel-change.ts';
import type { DrillStage } from '../drill-stage.ts';
import { mark } from './forgeries.ts';

/** Attributes that change by use. */
const counters = /^(Approximate|LastModified)/;

/**
 * What there is to be seen of harm to the channel at this moment, in words; empty: there is none. `site` is where it has to be;
 * undefined: it may be on its way.
 */
export async function harmTo(stage: DrillStage, site: string | undefined): Promise<readonly string[]> {
  const status = await stage.status();
  if (status === undefined) return ['no status is to be had'];
  const pipelines = Object.entries(status.pipelines);
  const { channels } = stage.twin;
  const truly = channels
    .pipelines(stage.channelId)
    .map((id) => channels.onAir(stage.channelId, id)?.attachment);
  return [
    ...pipelines
      .filter(([, { running }]) => running !== true)
      .map(([id]) => `pipeline ${id} counts as stopped`),
    ...(truly.length < 2 ? ['the channel does not run'] : []),
    ...(status.holds.length > 0 ? ['it is held'] : []),
    ...(status.planned === null ? [] : [`a switch to ${status.planned.to} is planned`]),
    ...(site === undefined ? [] : elsewhere(status, truly, site)),
  ];
}

function elsewhere(
  status: NonNullable<Awaited<ReturnType<DrillStage['status']>>>,
  truly: readonly (string | undefined)[],
  site: string,
): readonly string[] {
  const believed = Object.values(status.pipelines).map(({ onAir }) => onAir);
  return [
    ...(truly.some((attachment) => attachment !== site) ? [`it is not on ${site}`] : []),
    ...(believed.some((group) => group !== site) ? [`it is not believed to be on ${site}`] : []),
    ...(status.intended?.group === site ? [] : [`${status.intended?.group ?? 'nothing'} is intended`]),
    ...(status.switch === null ? [] : [`a switch to ${status.switch.to} is ordered`]),
  ];
}

/** What was done to the channel from `from` on: its state, its schedule, where its pipelines are. */
export function doneTo({ seen }: DrillStage, from: number): readonly ChannelChange[] {
  const kinds: readonly ChannelChange['kind'][] = ['state', 'off-air', 'on-air', 'schedule'];
  return seen.changes.filter(({ kind, at }) => at >= from && kinds.includes(kind));
}

/** The queues of the deployment, as they are set. */
export async function settingsOfQueues({ clients: { sqs } }: DrillStage): Promise<string> {
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const ours = QueueUrls.filter((url) => /Queue|DeadLetters/.test(url));
  const all = await Promise.all(
    ours.map(async (QueueUrl) => {
      const command = new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] });
      const { Attributes = {} } = await sqs.send(command);
      return [
        QueueUrl,
        Object.entries(Attributes)
          .filter(([name]) => !counters.test(name))
          .toSorted(),
      ];
    }),
  );
  return JSON.stringify(all.toSorted());
}

/** Dead letters that are not forged: what of ours was not worked on. Takes the letters away. */
export async function ownDeadLetters(stage: DrillStage): Promise<number> {
  let own = 0;
  for (;;) {
    const { Messages = [] } = await stage.clients.sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: stage.output('DeadLetterQueueUrl'),
        MaxNumberOfMessages: 10,
        VisibilityTimeout: 600,
      }),
    );
    if (Messages.length === 0) return own;
    own += Messages.filter(({ Body = '' }) => !Body.includes(mark)).length;
  }
}
