import { isRecord } from '../../../config/record.ts';
import {
  answer,
  free,
  NotAsked,
  unseen,
  type Answer,
  type Ground,
  type LookedAt,
  type Question,
} from '../question.ts';
import { swappedInputs } from '../swapped-inputs.ts';

/** What docs/deployment.md asks for at least. */
const concurrencyMin = 100;
/** CloudFormation takes no larger template without a bucket (API reference, CreateChangeSet). */
const templateBytesMax = 51_200;

/** What a deployment counts on, as far as it can be asked. The others are in deployment-by-hand.ts. */
export const deploymentQuestions: readonly Question[] = [
  {
    id: 'concurrency',
    section: 'deployment',
    question: 'Has Lambda room for the functions?',
    believed: `${concurrencyMin} concurrent executions at least; some new accounts have 10`,
    cost: free,
    byHand: '`aws lambda get-account-settings`',
    probe: concurrency,
  },
  {
    id: 'rules-match',
    section: 'deployment',
    question: 'Do our rules match by the end of an ARN, and nothing else?',
    believed: 'yes',
    cost: free,
    byHand: "`aws events test-event-pattern` with the pattern of a rule and an event of the channel's.",
    probe: rulesMatch,
  },
  {
    id: 'attachment-replaces',
    section: 'deployment',
    question:
      "Does a channel's attachment that gets another input replace the channel? CloudFormation's documents say so, its registry does not; we never do it.",
    believed: 'yes: `Replacement` is `True`',
    cost: {
      usd: 0,
      changes: "Makes a change set of the channel's stack, reads it and deletes it. It is never carried out.",
    },
    byHand:
      '`aws cloudformation create-change-set` with two sites of `build.inputs` exchanged: look at `Replacement`.',
    probe: attachmentReplaces,
  },
  {
    id: 'package-dimensions',
    section: 'deployment',
    question:
      'Which dimensions has `IngressBytes` of MediaPackage v2? A wrong one rings `IngestSilent` for ever.',
    believed: '`ChannelGroup`, `Channel` and `IngestEndpoint`, which is `1` or `2`',
    cost: free,
    byHand: '`aws cloudwatch list-metrics --namespace AWS/MediaPackage --metric-name IngressBytes`',
    probe: packageDimensions,
  },
  {
    id: 'flow-dimension',
    section: 'deployment',
    question: "Is the dimension of the flows' metrics `FlowARN`?",
    believed: 'yes',
    cost: free,
    byHand:
      '`aws cloudwatch list-metrics --namespace AWS/MediaConnect --metric-name BitRate`; without it `standbyMetrics` says nothing of any flow.',
    probe: flowDimension,
  },
];

async function concurrency({ account }: Ground): Promise<Answer> {
  const { limit, unreserved } = await account.concurrency();
  return answer(
    unreserved >= concurrencyMin,
    `${limit} concurrent executions, ${unreserved} of them not reserved.`,
  );
}

async function rulesMatch({ account, channels, now }: Ground): Promise<Answer> {
  const rules = await account.rules('aws.medialive');
  let [ours, missed, strangers] = [0, 0, 0];
  for (const channel of await channels()) {
    const naming = rules.filter(({ pattern }) => pattern.includes(`:${channel.Id}"`));
    if (naming.length === 0) continue;
    ours += 1;
    const stranger = { ...channel, Arn: channel.Arn.replace(/\d+$/, (id) => `9${id}`) };
    const fits = async (one: LookedAt) => {
      for (const { pattern } of naming) {
        if (await account.fits(pattern, eventFor(pattern, one, now()))) return true;
      }
      return false;
    };
    if (!(await fits(channel))) missed += 1;
    if (await fits(stranger)) strangers += 1;
  }
  if (ours === 0) return unseen('No rule of the default bus names a channel here.');
  return answer(
    missed + strangers === 0,
    `Of ${ours} channels that rules name, ${ours - missed} match; of as many whose number has one digit more, ${strangers}.`,
  );
}

/** An event of a type that the pattern asks for. */
function eventFor(pattern: string, { Arn }: LookedAt, now: number): object {
  const parsed: unknown = JSON.parse(pattern);
  const types = isRecord(parsed) ? parsed['detail-type'] : undefined;
  const [, , , region, account] = Arn.split(':');
  return {
    id: '00000000-0000-0000-0000-000000000000',
    'detail-type': Array.isArray(types) ? (types as unknown[])[0] : 'Event',
    source: 'aws.medialive',
    account,
    region,
    time: new Date(now).toISOString(),
    resources: [Arn],
    detail: { channel_arn: Arn, pipeline: '0' },
  };
}

async function attachmentReplaces({ account, channels }: Ground): Promise<Answer> {
  for (const { Id } of await channels()) {
    const stack = await account.stackOf(Id);
    if (stack === null) continue;
    const template = swappedInputs(await account.template(stack));
    if (template === null) continue;
    if (Buffer.byteLength(template) > templateBytesMax) {
      throw new NotAsked('The template is too large to be given without a bucket.');
    }
    const changes = await account.changesOf(stack, template);
    const replacement = changes.find(({ type }) => type === 'AWS::MediaLive::Channel')?.replacement;
    return answer(
      replacement === 'True',
      `The change set says Replacement: ${replacement ?? 'nothing, there is no such change'}.`,
    );
  }
  throw new NotAsked('No channel that is looked at was made by a stack with two inputs.');
}

async function packageDimensions({ account }: Ground): Promise<Answer> {
  const all = await account.metrics('AWS/MediaPackage', 'IngressBytes');
  const ofV2 = all.filter((dimensions) => Object.keys(dimensions).some((name) => /group/i.test(name)));
  if (ofV2.length === 0) return unseen('No channel of MediaPackage v2 has taken in anything for two weeks.');
  const sets = [...new Set(ofV2.map((dimensions) => Object.keys(dimensions).toSorted().join(', ')))];
  const endpoints = [...new Set(ofV2.flatMap(({ IngestEndpoint }) => IngestEndpoint ?? []))].toSorted();
  const isKnown =
    sets.includes('Channel, ChannelGroup, IngestEndpoint') &&
    endpoints.every((one) => one === '1' || one === '2');
  return answer(
    isKnown,
    `Dimensions: ${sets.join('; ')}. Values of IngestEndpoint: ${endpoints.join(', ') || 'none'}.`,
  );
}

async function flowDimension({ account }: Ground): Promise<Answer> {
  const all = await account.metrics('AWS/MediaConnect', 'BitRate');
  if (all.length === 0) return unseen('No flow here has had a bitrate for two weeks.');
  const sets = [...new Set(all.map((dimensions) => Object.keys(dimensions).toSorted().join(', ')))];
  return answer(sets.includes('FlowARN'), `Dimensions: ${sets.join('; ')}.`);
}
