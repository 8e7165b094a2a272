import * as v from 'valibot';
import type { OperatorRequest } from '../control/operator/protocol.ts';
import {
  operatorResponse,
  type OperatorFailure,
  type OperatorResponse,
} from '../control/operator/responses.ts';
import { exitCodes, type ExitCode } from './exit-code.ts';
import type { Io } from './io.ts';
import { KnownError } from '../config/known-error.ts';
import { legible } from './legible.ts';
import type { Connection } from './operator.ts';

/** The options that every command takes, as parsed. */
export interface CommonValues {
  readonly json?: boolean | undefined;
  readonly function?: string | undefined;
  readonly region?: string | undefined;
}

/** Asks the operator function that the options, or else the environment, name. */
export async function ask(request: OperatorRequest, values: CommonValues, io: Io): Promise<OperatorResponse> {
  const connection: Connection = {
    functionName: values.function ?? io.env['FAILOVER_OPERATOR_FUNCTION'],
    region: values.region,
  };
  const response = await io.connect(connection, io.err).ask(request);
  // Programs get it exactly as it is.
  return values.json === true ? response : shown(response);
}

/** With every text on one line that does nothing to a terminal. */
function shown(response: OperatorResponse): OperatorResponse {
  const reviver = (_key: string, part: unknown): unknown => (typeof part === 'string' ? legible(part) : part);
  return v.parse(operatorResponse, JSON.parse(JSON.stringify(response), reviver));
}

/** For programs: the answer as it came. */
export function showJson(response: OperatorResponse, io: Io): void {
  io.out(JSON.stringify(response, null, 2));
}

/** The failure for people, and before it for programs where they asked for it: {@link showFailure} is for people alone. */
export function showFailed(failure: OperatorFailure, { json }: CommonValues, io: Io): ExitCode {
  if (json === true) showJson(failure, io);
  return showFailure(failure, io);
}

/** A refusal by the rules is an answer, and its answer is no; anything else means that there was nothing to answer. */
export function showFailure({ error }: OperatorFailure, io: Io): ExitCode {
  io.err(`${error.code === 'REFUSED' ? 'Refused: ' : ''}${error.message}`);
  if (error.hint !== '') io.err(`  ${error.hint}`);
  return error.code === 'REFUSED' ? exitCodes.negative : exitCodes.failure;
}

/** The function answers in kind; anything else is a version that this command does not know. */
export function unexpected(response: OperatorResponse): KnownError {
  const got = response.ok ? response.command : response.error.code;
  return new KnownError(
    `The operator function answered something else than was asked (${got}).`,
    'Deploy the version that this command comes with, or use the command of the deployed version.',
  );
}
