import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Values that a string member may take, by `Structure.Member`. Members that are not listed are free text. */
export type AllowedValues = ReadonlyMap<string, readonly string[]>;

const interfaces = /^export interface (\w+)(?: extends [^{]+)? \{\n([\s\S]*?)^\}/gm;
const members = /^ {4}(\w+)\??: (\w+)(?:\[\])?(?: \| undefined)?;$/gm;

/**
 * Reads which members are enumerations from the type declarations that the client ships: its runtime schemas say
 * "string" for them, while the declarations name the enumeration and the client exports its values.
 *
 * @param sdk - everything the client exports
 * @param modelsFolder - the client's `dist-types/models`
 */
export function readAllowedValues(
  sdk: Readonly<Record<string, unknown>>,
  modelsFolder: string,
): AllowedValues {
  const allowed = new Map<string, readonly string[]>();
  const files = readdirSync(modelsFolder).filter((name) => /^models_\d+\.d\.ts$/.test(name));
  for (const file of files) {
    const declarations = readFileSync(join(modelsFolder, file), 'utf8');
    for (const [, structure = '', body = ''] of declarations.matchAll(interfaces)) {
      for (const [, member = '', type = ''] of body.matchAll(members)) {
        const values = enumeration(sdk[type]);
        if (values !== undefined) allowed.set(`${structure}.${member}`, values);
      }
    }
  }
  return allowed;
}

function enumeration(candidate: unknown): readonly string[] | undefined {
  if (candidate === null || typeof candidate !== 'object' || Array.isArray(candidate)) return undefined;
  const values: unknown[] = Object.values(candidate);
  const names = values.filter((value) => typeof value === 'string');
  return names.length > 0 && names.length === values.length ? names : undefined;
}
