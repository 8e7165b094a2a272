import { answer, free, unseen, type Answer, type Ground, type LookedAt, type Question } from '../question.ts';

/** Of the roles that MediaLive takes. IAM's simulator tells what a policy allows, never what the service demands. */
export const roleQuestions: readonly Question[] = [
  {
    id: 'role-logs',
    section: 'deployment',
    question:
      "May the role of each channel write the channel's logs, with every action of MediaLive's guide?",
    believed: 'yes',
    cost: free,
    byHand:
      '`aws iam simulate-principal-policy` with the role, for the actions on `log-group:ElementalMediaLive:*`.',
    probe: (ground) => simulated(ground, withLogs),
  },
  {
    id: 'role-package',
    section: 'deployment',
    question: 'May the role of each channel deliver to MediaPackage v2: `PutObject` and `GetChannel`?',
    believed: 'yes',
    cost: free,
    byHand: "`aws iam simulate-principal-policy` with the role and the ARN of the origin's channel.",
    probe: (ground) => simulated(ground, withPackage),
  },
];

interface Demand {
  readonly actions: readonly string[];
  readonly resource: string;
}

const logActions = [
  'logs:CreateLogGroup',
  'logs:CreateLogStream',
  'logs:DescribeLogStreams',
  'logs:PutLogEvents',
  'logs:PutMetricFilter',
  'logs:PutRetentionPolicy',
];

function withLogs({ Arn, LogLevel }: LookedAt): readonly Demand[] {
  if (LogLevel === undefined || LogLevel === 'DISABLED') return [];
  const [, partition, , region, account] = Arn.split(':');
  const resource = `arn:${partition}:logs:${region}:${account}:log-group:ElementalMediaLive:*`;
  return [
    { actions: logActions, resource },
    { actions: ['logs:DescribeLogGroups'], resource: '*' },
  ];
}

/** `https://ID-1.ingest.ID.mediapackagev2.REGION.amazonaws.com/in/v1/GROUP/1/CHANNEL/index`. */
const ingest = /\.mediapackagev2\.[^/]+\/in\/v1\/([^/]+)\/\d\/([^/]+)\//;

function withPackage({ Arn, Destinations = [] }: LookedAt): readonly Demand[] {
  const [, partition, , region, account] = Arn.split(':');
  const urls = Destinations.flatMap(({ Settings = [] }) => Settings.flatMap(({ Url }) => Url ?? []));
  const channels = new Set(
    urls.flatMap((url) => {
      const [, group, channel] = ingest.exec(url) ?? [];
      return group === undefined || channel === undefined
        ? []
        : [`arn:${partition}:mediapackagev2:${region}:${account}:channelGroup/${group}/channel/${channel}`];
    }),
  );
  return [...channels].map((resource) => ({
    actions: ['mediapackagev2:PutObject', 'mediapackagev2:GetChannel'],
    resource,
  }));
}

async function simulated(
  { account, channels }: Ground,
  demandsOf: (channel: LookedAt) => readonly Demand[],
): Promise<Answer> {
  const denied = new Set<string>();
  let asked = 0;
  for (const channel of await channels()) {
    for (const { actions, resource } of channel.RoleArn === undefined ? [] : demandsOf(channel)) {
      const decisions = await account.simulate(channel.RoleArn ?? '', actions, resource);
      asked += actions.length;
      for (const action of actions) {
        if (decisions[action] !== 'allowed') denied.add(`${action} (${decisions[action] ?? 'no answer'})`);
      }
    }
  }
  if (asked === 0) return unseen('No channel here does that.');
  return answer(
    denied.size === 0,
    `IAM's simulator allows ${denied.size === 0 ? 'every action' : `all but ${[...denied].join(', ')}`}.`,
  );
}
