import * as v from 'valibot';
import { runCdk } from './cdk-command.ts';
import { runCommand } from './operator.ts';
import type { DrillStage } from './drill-stage.ts';

const switchOrder = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ command: v.literal('switch'), dryRun: v.optional(v.boolean()), at: v.optional(v.string()) }),
);

/** An order to switch, as the operator function received it. */
export interface ReceivedOrder {
  /** Epoch ms. */
  readonly receivedAt: number;
  /** For when it was ordered, epoch ms; undefined: now. */
  readonly forAt: number | undefined;
}

/** The operator types a command; what it answers is in the timeline. */
export async function type(stage: DrillStage, ...line: readonly string[]): Promise<number | null> {
  stage.note('operator', `$ failover ${line.join(' ')}`, 'act');
  const { exitCode, printed } = await runCommand(stage.clients, line, stage.signal);
  for (const said of printed.split('\n')) stage.note('', said);
  return exitCode;
}

/** An operator types a command of the CDK; what it prints is in the timeline, and seen where it failed. */
export async function typeCdk(stage: DrillStage, ...line: readonly string[]): Promise<number | null> {
  stage.note('operator', `$ npx cdk ${line.join(' ')}`, 'act');
  const { exitCode, printed } = await runCdk(
    stage.clients.environment,
    [...line, '--require-approval', 'never'],
    stage.signal,
  );
  for (const said of printed.split('\n')) stage.note('', said, exitCode === 0 ? 'quiet' : 'bad');
  return exitCode;
}

/** The orders to switch that the operator function received and was to carry out, oldest first. */
export function ordersReceived({ seen }: DrillStage): readonly ReceivedOrder[] {
  return seen.calls.flatMap(({ service, operation, call, receivedAt }) => {
    if (service !== 'lambda' || operation !== 'Invoke') return [];
    const parsed = v.safeParse(switchOrder, call.body.toString('utf8'));
    if (!parsed.success || parsed.output.dryRun === true) return [];
    const { at } = parsed.output;
    return [{ receivedAt, forAt: at === undefined ? undefined : Date.parse(at) }];
  });
}
