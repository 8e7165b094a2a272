import { free, testChannel, testFlow, type Question } from '../question.ts';

const section = 'deployment';

/** What a deployment counts on, and only time, people or a second deployment can tell. */
export const deploymentByHand: readonly Question[] = [
  {
    id: 'moves-the-channel',
    section,
    question: 'Does the deployed control plane move this channel, with the permissions that it has?',
    believed: 'yes',
    cost: free,
    byHand: '`failover drill --real CHANNEL`: exit code 0.',
  },
  {
    id: 'punctual',
    section,
    question: 'How punctual is a switch, and do both pipelines change together?',
    believed: 'to the second; yes',
    cost: free,
    byHand: 'The same report: "off the instant that was ordered", "between the pipelines".',
  },
  {
    id: 'alert-lateness',
    section,
    question: 'How late do alerts arrive after the loss of packets?',
    believed: 'one second',
    cost: testChannel,
    byHand: "Cut a test channel's site: MediaConnect's entry in its history against the alert's.",
  },
  {
    id: 'describe-flow-rate',
    section,
    question: 'Does MediaConnect allow the 30 calls of DescribeFlow a second that it documents?',
    believed: 'yes',
    cost: free,
    byHand: "`ReconcilerUnanswered`; 429 in the reconciler's log.",
  },
  {
    id: 'medialive-quotas',
    section,
    question: "Are the account's quotas of MediaLive large enough?",
    believed: 'the defaults of [deployment.md](deployment.md#quotas)',
    cost: free,
    byHand: '`aws service-quotas list-service-quotas --service-code medialive`',
  },
  {
    id: 'metric-lateness',
    section,
    question: "How late are `Connected` and `BitRate` of the flows' metrics?",
    believed: 'a minute or two',
    cost: free,
    byHand: '`aws cloudwatch get-metric-statistics` straight after a test encoder has stopped.',
  },
  {
    id: 'topic-reaches-people',
    section,
    question: 'Does the SNS topic reach people?',
    believed: 'yes',
    cost: free,
    byHand: 'A practice sends "switch started" and "switch completed".',
  },
  {
    id: 'mass-failover',
    section,
    question: 'How fast does the API let a mass failover through?',
    believed: '20 calls a second, 40 at once',
    cost: free,
    byHand:
      "`Switches` and `EffectsPostponed` in CloudWatch during a practice of several channels at once; the throttle is the account's.",
  },
  {
    id: 'viewers',
    section,
    question: 'Do viewers see no more than a change of input?',
    believed: 'yes',
    cost: free,
    byHand: "Watch, and compare the origin's egress metrics around the practice.",
  },
  {
    id: 'source-account',
    section,
    question:
      'Do MediaLive, MediaPackage v1 and Lambda say for which account they take a role (`aws:SourceAccount`)?',
    believed: 'not relied on',
    cost: testChannel,
    byHand:
      "CloudTrail: `AssumeRole` by the service on a role of the stacks; or ask for it with `StringEquals` on a test channel's role and start the channel. If they do, `lib/constructs/service-principals.ts` can demand it.",
  },
  {
    id: 'frame-lock',
    section,
    question: "Do the pipelines stay frame-locked after a switch? MediaLive's guide does not promise it.",
    believed: 'not relied on',
    cost: free,
    byHand: 'Alert 6707 after a practice.',
  },
  {
    id: 'package-delivery',
    section,
    question: 'Is `GetChannel` enough for MediaLive to deliver to MediaPackage v2 by URL?',
    believed: 'yes, with `PutObject`',
    cost: testChannel,
    byHand: 'Start a channel; its alerts and the first segments.',
  },
  {
    id: 'package-secrets',
    section,
    question: 'Does MediaPackage v1 need more of Secrets Manager than to read the one secret?',
    believed: 'no',
    cost: free,
    byHand: 'Deploy a `mediapackage-v1` output with its CDN and play it.',
  },
  {
    id: 'at-once',
    section,
    question:
      'Can an input and its security group be deleted at once, and several endpoints of one MediaPackage channel be made at once?',
    believed: 'yes',
    cost: free,
    byHand: '`cdk deploy` and `cdk destroy` of `three-channels.yaml`: nothing has to be done twice.',
  },
  {
    id: 'flow-grants',
    section,
    question:
      'Does MediaLive take flows with `mediaconnect:Managed…` on `*`? The simulator of IAM does not know these actions.',
    believed: 'yes',
    cost: free,
    byHand: '`cdk deploy` of `one-channel-zixi.yaml`: its inputs are made.',
  },
  {
    id: 'vpc-role',
    section,
    question:
      "Can MediaConnect keep a flow's interface with the subnet and the security groups named in its role?",
    believed: 'yes',
    cost: testFlow,
    byHand: 'Deploy a flow with `vpc`, start it, and delete it.',
  },
  {
    id: 'event-role',
    section,
    question:
      'With `controlPlane.eventRole`: do our rules bring events into the queue with their role, and does SQS name that role as the sender?',
    believed: 'yes',
    cost: free,
    byHand:
      '`failover history` shows `Input Change` after a practice, and `IgnoredMessages` has no `foreign-sender`; the metric `FailedInvocations` of the rules is 0.',
  },
  {
    id: 'queue-lets-in',
    section,
    question: 'Does the queue let our rules in by their names?',
    believed: 'yes',
    cost: free,
    byHand: 'The same: an event of a practice is in the history, and `FailedInvocations` of the rules is 0.',
  },
  {
    id: 'way-back',
    section,
    question:
      'Does CloudFormation tell a custom resource that was replaced of the way back when an update fails? Nothing depends on it ([ADR 018](adr/018-claims-on-channels.md)).',
    believed: 'not relied on',
    cost: free,
    byHand:
      'Add a channel and, in the same update, something that fails: the log of `configure` has an `Update` before the `Delete`, or none; every channel stays managed.',
  },
  {
    id: 'custom-resource-answers',
    section,
    question: 'Are custom resources answered in this partition?',
    believed: 'yes',
    cost: free,
    byHand:
      'The deployment does not wait for them: see the log of `configure` for "is not where CloudFormation takes answers".',
  },
];
