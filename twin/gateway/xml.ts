import { escapeXml } from './query-protocol.ts';

/** What an answer of the Query protocol is made of. */
export type XmlValue =
  string | number | boolean | Date | undefined | readonly XmlValue[] | { readonly [name: string]: XmlValue };

/** As the Query protocol writes it: a list as `<member>`s, an instant in ISO 8601; what is undefined is left out. */
export function xmlOf(value: XmlValue): string {
  if (value === undefined) return '';
  if (value instanceof Date) return value.toISOString();
  if (isList(value)) return value.map((item) => `<member>${xmlOf(item)}</member>`).join('');
  if (typeof value === 'object') {
    return Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .map(([name, member]) => `<${name}>${xmlOf(member)}</${name}>`)
      .join('');
  }
  return escapeXml(String(value));
}

const isList = (value: XmlValue): value is readonly XmlValue[] => Array.isArray(value);

/** The values of a list parameter (`Tags.member.1.Key`), one record for each member. */
export function listParameter(
  parameters: URLSearchParams,
  name: string,
): readonly Readonly<Record<string, string>>[] {
  const members = new Map<string, Record<string, string>>();
  for (const [key, value] of parameters) {
    const found = new RegExp(`^${name}\\.member\\.(\\d+)(?:\\.(.+))?$`).exec(key);
    if (found === null) continue;
    const [, index = '', member = ''] = found;
    members.set(index, { ...members.get(index), [member]: value });
  }
  return [...members.values()];
}
