import { ApiError } from './api-error.ts';
import type { AllowedValues } from './allowed-values.ts';
import { readJson } from './json-wire.ts';
import type { Route } from './router.ts';
import { structureMembers } from './structure.ts';
import { validate } from './validate.ts';

/**
 * Reads a routed call into the operation's input, or refuses it as the services do: 400 for what cannot be read, 422
 * with one validation error per place for what can be read and is not allowed.
 */
export async function readInput(
  route: Route,
  query: URLSearchParams,
  body: string,
  allowedValues: AllowedValues,
): Promise<Record<string, unknown>> {
  const schema = route.operation.input;
  const document = parse(body);
  const findings = validate(schema, document, { allowedValues, naming: 'wire', intrinsics: 'refuse' });
  if (findings.length > 0) {
    throw new ApiError(
      'UnprocessableEntityException',
      `The ${route.operation.name} request failed validation.`,
      findings.map(({ path, message }) => ({ ElementPath: `/${path.join('/')}`, ErrorMessage: message })),
    );
  }
  const input = await readJson(schema, JSON.stringify(document));
  for (const member of structureMembers(schema)) {
    const label = route.labels[member.name];
    if (member.binding === 'path' && label !== undefined) input[member.name] = label;
    if (member.binding !== 'query') continue;
    const values = query.getAll(member.wireName);
    if (values.length === 0) continue;
    if (member.schema.isListSchema()) {
      input[member.name] = values;
    } else if (member.schema.isNumericSchema()) {
      input[member.name] = toInteger(member.wireName, values[0] ?? '');
    } else {
      input[member.name] = values[0];
    }
  }
  return input;
}

function parse(body: string): unknown {
  if (body === '') return {};
  try {
    return JSON.parse(body);
  } catch {
    throw new ApiError('BadRequestException', 'The body is not JSON.');
  }
}

function toInteger(name: string, text: string): number {
  const value = Number(text);
  if (text !== '' && Number.isInteger(value)) return value;
  throw new ApiError('BadRequestException', `'${name}' must be an integer, got '${text}'.`);
}
