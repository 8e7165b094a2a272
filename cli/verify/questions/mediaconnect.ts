import { watchedFlows } from '../watched-flows.ts';
import {
  NotAsked,
  answer,
  free,
  refusalOf,
  testFlow,
  unseen,
  type Answer,
  type Ground,
  type Question,
} from '../question.ts';

/** So long after the loss of a source the twin has forgotten its peer, with a margin. */
const forgottenMs = 15_000;

/** Of MediaConnect: what can be asked. The others are in mediaconnect-by-hand.ts. */
export const mediaConnectQuestions: readonly Question[] = [
  {
    id: 'flow-peer',
    section: 'mediaconnect',
    question: 'Does `DescribeFlow` go on naming the peer of a source that sends nothing?',
    believed: 'for ten seconds (`peerGoneMs`)',
    cost: free,
    byHand:
      'Stop a test encoder, and ask every few seconds. If it stays, a lost standby is known only by its events, or with `standbyMetrics`.',
    probe: flowPeer,
  },
  {
    id: 'flow-errors',
    section: 'mediaconnect',
    question: 'Does `messages.errors` of `DescribeFlow` list a lost source?',
    believed: 'yes (`errorsListed`)',
    cost: free,
    byHand: 'Stop a test encoder, and describe its flow after a minute.',
    probe: flowErrors,
  },
  {
    id: 'flow-shape',
    section: 'mediaconnect',
    question: 'Does `DescribeFlow` show what the looks read: the status, each source, its protocol?',
    believed: 'yes, of every flow',
    cost: free,
    byHand: '`aws mediaconnect describe-flow` of a flow behind a channel.',
    probe: flowShape,
  },
  {
    id: 'start-active-flow',
    section: 'mediaconnect',
    question: 'Which error answers starting a flow that is ACTIVE?',
    believed: "`BadRequestException`, with wording of the twin's own",
    cost: { usd: 0, changes: 'Asks to start a flow of the channel, which is ACTIVE already.' },
    byHand: '`aws mediaconnect start-flow` of a flow that is ACTIVE.',
    needsChannel: true,
    probe: startActiveFlow,
  },
  {
    id: 'flow-transitions',
    section: 'mediaconnect',
    question: 'How long do STARTING and STOPPING last?',
    believed: 'one second; on AWS about a minute',
    cost: testFlow,
    byHand: 'Stop and start a test flow; the times of its status changes.',
  },
];

async function flowPeer(ground: Ground): Promise<Answer> {
  const flows = await watchedFlows(ground);
  const countNamed = (some: typeof flows) => some.filter(({ namesPeer }) => namesPeer).length;
  const sending = flows.filter(({ says, flow }) => says === 'connected' && flow.Status === 'ACTIVE');
  const silent = flows.filter(
    ({ says, flow, forMs }) => says === 'disconnected' && flow.Status === 'ACTIVE' && forMs > forgottenMs,
  );
  if (silent.length === 0) {
    return unseen(
      `No flow here has lost its source ${forgottenMs / 1000} s ago. Of ${sending.length} that are connected, DescribeFlow names the peer of ${countNamed(sending)}.`,
    );
  }
  const still = countNamed(silent);
  return answer(
    still === 0,
    `Of ${silent.length} flows without a source for ${forgottenMs / 1000} s, DescribeFlow still names the peer of ${still}; of ${sending.length} connected, of ${countNamed(sending)}.`,
  );
}

async function flowErrors(ground: Ground): Promise<Answer> {
  const lost = (await watchedFlows(ground)).filter(
    ({ says, flow, forMs }) => says === 'disconnected' && flow.Status === 'ACTIVE' && forMs > forgottenMs,
  );
  if (lost.length === 0) return unseen('No flow here that is ACTIVE has lost its source.');
  const listed = lost.filter(({ errors }) => errors.length > 0).length;
  return answer(
    listed === lost.length,
    `Of ${lost.length} flows that have lost their source, ${listed} have an error in messages.errors.`,
  );
}

async function flowShape(ground: Ground): Promise<Answer> {
  const flows = await watchedFlows(ground);
  if (flows.length === 0) return unseen('No channel here is fed by MediaConnect.');
  const missing = flows.flatMap(({ flow: { Status, Source, Sources } }) => [
    ...(Status === undefined ? ['Status'] : []),
    ...(Source?.SourceArn === undefined ? ['Source.SourceArn'] : []),
    ...((Sources ?? [Source]).some((source) => source?.Transport?.Protocol === undefined)
      ? ['Transport.Protocol']
      : []),
  ]);
  const without =
    missing.length === 0 ? 'nothing is missing' : `missing: ${[...new Set(missing)].join(', ')}`;
  return answer(missing.length === 0, `Of ${flows.length} flows, ${without}.`);
}

async function startActiveFlow(ground: Ground): Promise<Answer> {
  const active = (await watchedFlows(ground)).find(({ flow }) => flow.Status === 'ACTIVE');
  if (active === undefined) throw new NotAsked('No flow of the channel is ACTIVE: it would be started.');
  const refusal = await refusalOf(ground.account.startFlow(active.arn));
  if (refusal === null) return answer(false, 'It was not refused; the flow was ACTIVE already.');
  return answer(refusal.name === 'BadRequestException', `${refusal.name}: ${refusal.message}`);
}
