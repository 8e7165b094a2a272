import { free, testFlow, type Question } from '../question.ts';

const section = 'mediaconnect';

/** Of MediaConnect: what takes a flow and somebody beside it. */
export const mediaConnectByHand: readonly Question[] = [
  {
    id: 'flow-silence',
    section,
    question: 'After how long a silence is a source DISCONNECTED?',
    believed: '500 ms, the figure documented for source failover',
    cost: testFlow,
    byHand: 'Stop a test encoder by the clock; the time of `MediaConnect Source Health`.',
  },
  {
    id: 'flow-first-verdict',
    section,
    question: 'What is `previous.state` at the first verdict?',
    believed: '`""`, as in one live capture',
    cost: testFlow,
    byHand: 'Start a test flow with a rule that brings its events into a queue.',
  },
  {
    id: 'failover-switch',
    section,
    question: 'What does `failover_switch` say?',
    believed: 'that the output is not from the primary, or first, source',
    cost: testFlow,
    byHand: 'Stop the first encoder of a test flow with two sources, then start it again; its events.',
  },
  {
    id: 'transport-flags',
    section,
    question: 'How long do TR 101 290 flags stay up, and what do those of the flow describe?',
    believed: 'one second; the output after failover or merge',
    cost: testFlow,
    byHand: 'Send a damaged stream for five seconds, and ask DescribeFlowSourceMetadata every second.',
  },
  {
    id: 'health-on-stop',
    section,
    question: 'Does a stopped or failed flow send a health event beside its status change?',
    believed: 'no (`healthOnStop`)',
    cost: free,
    byHand: "Stop a standby's flow, then `failover history --channel CHANNEL`.",
  },
  {
    id: 'bitrate-zero',
    section,
    question: 'When is `isBitrateZero` true?',
    believed: 'no payload, or null packets alone, for as long as DISCONNECTED takes; and while DISCONNECTED',
    cost: testFlow,
    byHand: 'Send null packets alone to a test flow; its events.',
  },
  {
    id: 'updating-flow',
    section,
    question: 'Does a flow that is UPDATING put out media? In maintenance?',
    believed: 'yes; no, its status stays ACTIVE and it tells no health',
    cost: testFlow,
    byHand:
      'Change the description of a test flow that a channel takes, and watch; the same in its maintenance window.',
  },
  {
    id: 'stop-in-error',
    section,
    question: 'Can a flow in ERROR be stopped?',
    believed: 'yes',
    cost: free,
    byHand: 'When a flow is in ERROR: `aws mediaconnect stop-flow`.',
  },
  {
    id: 'primary-added-later',
    section,
    question: 'May a flow name a primary source that is added later?',
    believed: 'yes, while it lacks its second source',
    cost: free,
    byHand: 'Deploy a site with two sources and `primary` naming the second.',
  },
];
