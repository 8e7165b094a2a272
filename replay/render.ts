import type { Replayed, ReplayedDecision, ReplayedMessage, ReplayedSwitch } from './replayed.ts';
import type { Trace } from './trace.ts';

/** Lays out rows beneath headings. */
export type Layout = (headings: readonly string[], rows: readonly (readonly string[])[]) => string;

/** A replay for people: what was decided and why, the switches, and where it all ended. */
export function renderReplay(
  { switches, decisions, told, final }: Replayed,
  layout: Layout,
  all: boolean,
): string {
  const shown = decisions.filter(({ outcome }) => all || outcome !== 'none');
  const quiet = decisions.length - shown.length;
  const parts = [
    shown.length > 0
      ? layout(['AT', 'CHANNEL', 'RULE', 'OUTCOME', 'WHY'], shown.map(decisionRow))
      : 'Nothing was decided.',
    ...(quiet > 0 ? [`${quiet} more that changed nothing: --all shows them.`] : []),
    switches.length > 0
      ? layout(['DECIDED', 'CHANNEL', 'FROM', 'TO', 'START', 'STARTS', 'REASON'], switches.map(switchRow))
      : 'No switch.',
    told.length > 0
      ? layout(['TOLD', 'CHANNEL', 'EVENT', 'MESSAGE'], told.map(toldRow))
      : 'Nobody is told anything.',
    layout(
      ['CHANNEL', 'INTENDED', 'ON AIR 0', 'ON AIR 1'],
      Object.entries(final).map(([arn, { intended, onAir }]) => [
        idOf(arn),
        intended ?? '-',
        onAir['0'] ?? '-',
        onAir['1'] ?? '-',
      ]),
    ),
  ];
  return parts.join('\n\n');
}

/** What of a trace played no part, and why; empty: all did. */
export function renderUnread(
  { lines, unread, passedOver }: Trace,
  { strangers }: Replayed,
  layout: Layout,
): string {
  const all = lines.length + unread.length;
  const parts = [
    ...(unread.length > 0
      ? [
          `${unread.length} of ${all} lines ${unread.length === 1 ? 'was' : 'were'} not understood, and played no part:`,
          layout(
            ['LINE', 'WHY', 'WHAT IT SAYS'],
            unread.map(({ line, why, text }) => [String(line), why, text]),
          ),
        ]
      : []),
    ...passedOver.map(
      ({ source, detailType, count }) =>
        `${count} × "${detailType}" of ${source}: no decision depends on it.`,
    ),
    ...strangers.map(({ arn, count }) => `${count} × ${arn}: no channel of the configuration is or uses it.`),
  ];
  return parts.join('\n');
}

function decisionRow({ at, channelArn, rule, outcome, why }: ReplayedDecision): readonly string[] {
  return [at, idOf(channelArn), rule, outcome, why];
}

function switchRow({
  at,
  channelArn,
  from,
  to,
  startType,
  startAt,
  reason,
}: ReplayedSwitch): readonly string[] {
  return [at, idOf(channelArn), from ?? '-', to, startType, startAt ?? 'never', reason];
}

function toldRow({ at, channelArn, event, subject }: ReplayedMessage): readonly string[] {
  return [at, idOf(channelArn), event, subject];
}

/** The last part of an ARN is what people look for. */
function idOf(channelArn: string): string {
  return channelArn.split(':').at(-1) ?? channelArn;
}
