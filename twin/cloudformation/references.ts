import { isJsonList, isJsonObject, jsonText, type JsonValue } from '../gateway/json-value.ts';

/** The names in `${…}` of a text for Fn::Sub; `${!literal}` is none. */
export const substitutions = (text: string): readonly string[] =>
  [...text.matchAll(/\$\{([^!}][^}]*)\}/g)].map(([, name]) => name ?? '');

/** Every name that a part of a template refers to: by Ref, Fn::GetAtt, or in the text of Fn::Sub. */
export const referencesOf = (value: JsonValue | undefined): ReadonlySet<string> => {
  const found = new Set<string>();
  collect(value, found);
  return found;
};

const collect = (value: JsonValue | undefined, found: Set<string>): void => {
  if (isJsonList(value)) {
    value.forEach((item) => {
      collect(item, found);
    });
    return;
  }
  if (!isJsonObject(value)) {
    return;
  }
  for (const [key, operand] of Object.entries(value)) {
    if (key === 'Ref' && typeof operand === 'string') {
      found.add(operand);
    } else if (key === 'Fn::GetAtt') {
      const [name] = isJsonList(operand) ? operand : [jsonText(operand).split('.')[0] ?? ''];
      found.add(jsonText(name));
    } else if (key === 'Fn::Sub') {
      const text = isJsonList(operand) ? operand[0] : operand;
      substitutions(jsonText(text)).forEach((name) => found.add(name.split('.')[0] ?? name));
    }
    collect(operand, found);
  }
};
