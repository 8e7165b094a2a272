import { createHash } from 'node:crypto';

/** Which resource a name is for: the one of a logical id, or another that has taken its place. */
interface Named {
  readonly stackName: string;
  readonly stackId: string;
  readonly logicalId: string;
  readonly generation: number;
}

/**
 * `stack-logicalId-suffix`. The suffix is that of the stack's id: a stack of the same name, in another region or after the first is
 * deleted, does not meet the names of what the first has kept. The same stack gets the same names in every run, so that logs of two runs can be compared. */
export function physicalName(
  { stackName, stackId, logicalId, generation }: Named,
  lengthMax: number,
): string {
  const own = `${stackId}/${logicalId}${generation === 0 ? '' : `/${generation}`}`;
  const suffix = digest(own).slice(0, 12).toUpperCase();
  const room = lengthMax - suffix.length - 1;
  const stackPart = stackName.slice(0, Math.max(room - logicalId.length - 1, Math.floor(room / 2)));
  return `${`${stackPart}-${logicalId}`.slice(0, room)}-${suffix}`;
}

/** The id of a stack; the next one of the same name, after the first is deleted, has another. */
export function stackUuid(name: string, deletedBefore: number): string {
  return digest(`${name}/${deletedBefore}`).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12}).*$/, '$1-$2-$3-$4-$5');
}

const digest = (text: string): string => createHash('sha256').update(text).digest('hex');
