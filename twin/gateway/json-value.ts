/** JSON as it comes from templates and wires: nothing is known about it until it has been looked at. */
export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;

export interface JsonObject {
  readonly [key: string]: JsonValue;
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const isJsonObject = (value: JsonValue | undefined): value is JsonObject => isRecord(value);

export const isJsonList = (value: JsonValue | undefined): value is readonly JsonValue[] =>
  Array.isArray(value);

/** `JSON.parse` with an honest type: whatever it yields is made of JSON values. */
export const parseJson = (text: string): JsonValue => JSON.parse(text) as JsonValue;

/** The object in `text`; undefined when it is not JSON or not an object, as for calls whose body is not JSON at all. */
export const parseJsonObject = (text: string): JsonObject | undefined => {
  try {
    const value = parseJson(text);
    return isJsonObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

/** A scalar as text, a text as it is; lists and objects as JSON. */
export const jsonText = (value: JsonValue | undefined): string =>
  typeof value === 'string' ? value : JSON.stringify(value ?? null);
