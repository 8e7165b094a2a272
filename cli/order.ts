import { KnownError } from '../config/known-error.ts';
import type { OperatorRequest } from '../control/operator/protocol.ts';
import type { ChannelOrderResponse, GroupOrderResponse } from '../control/operator/responses.ts';
import type { DecisionView } from '../control/operator/views.ts';
import { ask, showFailed, showJson, unexpected, type CommonValues } from './answer.ts';
import { changeLine, holdLine, switchLine } from './describe.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';

type OrderRequest = Extract<OperatorRequest, { dryRun?: boolean | undefined }>;
type OrderResponse = ChannelOrderResponse | GroupOrderResponse;

/** The options of a command that changes something, as parsed. */
export interface OrderValues extends CommonValues {
  readonly yes?: boolean | undefined;
  readonly by?: string | undefined;
  readonly reason?: string | undefined;
}

/** Who and why, for the log. */
export function signature(values: OrderValues, io: Io): { readonly by: string; readonly reason?: string } {
  return {
    by: values.by ?? io.user,
    ...(values.reason === undefined ? {} : { reason: values.reason }),
  };
}

/** Gives the order with `--yes`; without it, says what the order would do and that it was not given. */
export async function giveOrder(request: OrderRequest, values: OrderValues, io: Io): Promise<ExitCode> {
  const dryRun = values.yes !== true;
  const asked = ask({ ...request, dryRun }, values, io);
  const response = dryRun ? await asked : await unlessInterrupted(asked, request, io);
  if (!response.ok) return showFailed(response, values, io);
  if (values.json === true) {
    showJson(response, io);
    return dryRun ? exitCodes.negative : exitCodes.ok;
  }
  if (!('scope' in response) || response.command === 'history') throw unexpected(response);
  io.out(describe(response, io));
  if (!dryRun) return exitCodes.ok;
  io.err('Nothing has been changed. To do it, add --yes.');
  return exitCodes.negative;
}

/** @throws KnownError at Ctrl-C: the order is on its way, and nothing takes it back. */
async function unlessInterrupted<T>(asked: Promise<T>, request: OrderRequest, io: Io): Promise<T> {
  let forget = (): void => undefined;
  const interrupted = new Promise<never>((_resolve, reject) => {
    forget = io.onInterrupt(() => {
      reject(
        new Interrupted(
          `Interrupted before the answer: the order "${request.command}" may have been given, and then it is carried out.`,
          `Look before you give it again: failover ${lookAt(request)}`,
        ),
      );
    });
  });
  try {
    return await Promise.race([asked, interrupted]);
  } finally {
    forget();
  }
}

class Interrupted extends KnownError {
  override readonly code = 'INTERRUPTED';
}

function lookAt(request: OrderRequest): string {
  if ('channel' in request && request.channel !== undefined) return `status ${request.channel}`;
  return `history --group ${'group' in request ? (request.group ?? '') : ''}`;
}

function describe(response: OrderResponse, io: Io): string {
  return (
    response.scope === 'channel' ? describeChannelOrder(response, io) : describeGroupOrder(response, io)
  ).join('\n');
}

function describeChannelOrder(response: ChannelOrderResponse, io: Io): string[] {
  const { dryRun, channel, effects, decisions, planned } = response;
  return [
    channelHeadline(response, channel.name ?? channel.arn),
    ...stillHeldLines(response, io),
    ...effects.map(({ what }) => `  - ${what}`),
    ...decisions.filter(isNews).map(({ why }) => `  because: ${why}`),
    ...(response.switch === null || dryRun ? [] : [`switch in flight: ${switchLine(response.switch, io)}`]),
    ...(planned === null || dryRun ? [] : [`planned: ${switchLine(planned, io)}`]),
  ];
}

/** That what was owed has been done is for the log. */
function isNews({ rule }: DecisionView): boolean {
  return rule !== 'outbox';
}

/** A release ends one hold of two; the operator believes that automation is in charge again. */
function stillHeldLines({ command, group, holds }: ChannelOrderResponse, io: Io): string[] {
  if (command !== 'release') return [];
  return holds.flatMap((hold) => [
    `  STILL HELD: ${holdLine(hold, io)}`,
    `  To hand back every channel of the group: failover release --group ${group} --yes`,
  ]);
}

function describeGroupOrder(response: GroupOrderResponse, io: Io): string[] {
  const { group, changes, channels } = response;
  const stillHeld = response.stillHeld.map(
    ({ channel, hold }) =>
      `  STILL HELD: ${channel}, ${holdLine(hold, io)}\n  To hand it back: failover release --channel ${channel} --yes`,
  );
  if (changes.length === 0) return [`Group ${group}: it is so already.`, ...stillHeld];
  return [
    headline(response, `group ${group}`),
    ...changes.map((change) => `  - ${changeLine(change)}`),
    `  for ${channels.length === 1 ? '1 channel' : `${channels.length} channels`}: ${channels.join(', ')}`,
    ...stillHeld,
  ];
}

/** "Done: release" would say more than there is to it where nothing was held, or something still is. */
function channelHeadline(response: ChannelOrderResponse, name: string): string {
  const { command, dryRun, heldBefore, holds } = response;
  if (command !== 'release' || dryRun) return headline(response, name);
  const ownEnded = heldBefore.some(({ scope }) => scope === 'channel');
  const ended = ownEnded ? `The hold on ${name} is over` : `${name} itself was not held`;
  if (holds.length > 0) return `${ended}, and automation is still kept off it:`;
  return ownEnded ? headline(response, name) : `${ended}; automation may fail it back again:`;
}

function headline({ command, dryRun }: OrderResponse, subject: string): string {
  return dryRun ? `This is what ${command} would do to ${subject}:` : `Done: ${command}, ${subject}.`;
}
