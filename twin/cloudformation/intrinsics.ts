import {
  isJsonList,
  isJsonObject,
  jsonText,
  type JsonObject,
  type JsonValue,
} from '../gateway/json-value.ts';
import { substitutions } from './references.ts';

/** What names in a template stand for. */
export interface Scope {
  /** A parameter, pseudo parameter or resource; undefined when there is none such. */
  ref(name: string): JsonValue | undefined;
  attribute(logicalId: string, name: string): JsonValue;
  condition(name: string): boolean;
  importValue(name: string): JsonValue;
  mapping(map: string, first: string, second: string): JsonValue;
  /** What a dynamic reference stands for, given what stands between `{{resolve:` and `}}`. */
  dynamic(reference: string): string;
  readonly region: string;
}

/** `AWS::NoValue`: the property is as if it were not there. */
const noValue = Symbol('AWS::NoValue');

type Resolved = JsonValue | typeof noValue;

type Intrinsic = (operand: JsonValue, scope: Scope) => Resolved;

/** Replaces every intrinsic function in a value by what it stands for; undefined when that is nothing. */
export const resolve = (value: JsonValue, scope: Scope): JsonValue | undefined => {
  const resolved = evaluate(value, scope);
  return resolved === noValue ? undefined : withReferences(resolved, scope);
};

/** The properties of a resource with every intrinsic function replaced. */
export const resolveObject = (value: JsonObject, scope: Scope): JsonObject =>
  mapMembers(value, (member) => resolve(member, scope));

const mapMembers = (value: JsonObject, map: (member: JsonValue) => JsonValue | undefined): JsonObject =>
  Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const mapped = map(member);
      return mapped === undefined ? [] : [[key, mapped]];
    }),
  );

/** Dynamic references come last: a function may have put them together. */
const withReferences = (value: JsonValue, scope: Scope): JsonValue => {
  if (typeof value === 'string') {
    return value.replaceAll(/\{\{resolve:(.+?)\}\}/g, (_, reference: string) => scope.dynamic(reference));
  }
  if (isJsonList(value)) return value.map((item) => withReferences(item, scope));
  return isJsonObject(value) ? mapMembers(value, (member) => withReferences(member, scope)) : value;
};

const evaluate = (value: JsonValue, scope: Scope): Resolved => {
  if (isJsonList(value)) {
    return value.map((item) => evaluate(item, scope)).filter((item) => item !== noValue);
  }
  if (!isJsonObject(value)) {
    return value;
  }
  const [[name, operand] = ['', null], ...rest] = Object.entries(value);
  const intrinsic = rest.length === 0 ? intrinsics[name] : undefined;
  if (intrinsic !== undefined) {
    return intrinsic(operand, scope);
  }
  if (rest.length === 0 && name.startsWith('Fn::')) {
    throw new Error(
      `The twin does not evaluate ${name}. It evaluates ${Object.keys(intrinsics).join(', ')}.`,
    );
  }
  return mapMembers(value, (member) => {
    const resolved = evaluate(member, scope);
    return resolved === noValue ? undefined : resolved;
  });
};

const listOf = (operand: JsonValue, scope: Scope, name: string): readonly JsonValue[] => {
  const list = evaluate(operand, scope);
  if (list === noValue || !isJsonList(list)) {
    throw new Error(`${name} needs a list, not ${JSON.stringify(operand)}.`);
  }
  return list;
};

const textOf = (operand: JsonValue | undefined, scope: Scope, name: string): string => {
  const text = evaluate(operand ?? null, scope);
  if (typeof text !== 'string' && typeof text !== 'number') {
    throw new Error(`${name} needs a text, not ${JSON.stringify(operand)}.`);
  }
  return String(text);
};

/** The operands as written, for functions that must not evaluate all of them. */
const rawList = (operand: JsonValue, name: string): readonly JsonValue[] => {
  if (!isJsonList(operand)) {
    throw new Error(`${name} needs a list, not ${JSON.stringify(operand)}.`);
  }
  return operand;
};

const refOf = (name: string, scope: Scope): Resolved => {
  if (name === 'AWS::NoValue') {
    return noValue;
  }
  const value = scope.ref(name);
  if (value === undefined) {
    throw new Error(`Ref ${name}: the template has no parameter or deployed resource of this name.`);
  }
  return value;
};

const attributeOf = (path: string, scope: Scope): JsonValue => {
  const dot = path.indexOf('.');
  return scope.attribute(path.slice(0, dot), path.slice(dot + 1));
};

const substitute: Intrinsic = (operand, scope) => {
  const [text, variables] = isJsonList(operand) ? operand : [operand];
  const own = isJsonObject(variables) ? variables : {};
  const template = jsonText(text);
  const filled = substitutions(template).reduce((filling, name) => {
    const variable = own[name];
    const value =
      variable === undefined
        ? name.includes('.')
          ? attributeOf(name, scope)
          : refOf(name, scope)
        : evaluate(variable, scope);
    return filling.replace(`\${${name}}`, () => (value === noValue ? '' : jsonText(value)));
  }, template);
  return filled.replaceAll('${!', '${');
};

/** Conditions are those of the Conditions section and of Fn::If. */
export const holds = (condition: JsonValue, scope: Scope): boolean => {
  if (typeof condition === 'string') {
    return scope.condition(condition);
  }
  const [[name, operand] = ['', null]] = isJsonObject(condition) ? Object.entries(condition) : [];
  switch (name) {
    case 'Condition':
      return scope.condition(jsonText(operand));
    case 'Fn::Equals': {
      const [left, right] = listOf(operand, scope, name);
      return JSON.stringify(left) === JSON.stringify(right);
    }
    case 'Fn::Not':
      return !rawList(operand, name).every((part) => holds(part, scope));
    case 'Fn::And':
      return rawList(operand, name).every((part) => holds(part, scope));
    case 'Fn::Or':
      return rawList(operand, name).some((part) => holds(part, scope));
    default:
      throw new Error(`${JSON.stringify(condition)} is not a condition.`);
  }
};

const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (operand, scope) => refOf(jsonText(operand), scope),
  'Fn::GetAtt': (operand, scope) =>
    attributeOf(
      isJsonList(operand)
        ? operand.map((part) => textOf(part, scope, 'Fn::GetAtt')).join('.')
        : jsonText(operand),
      scope,
    ),
  'Fn::Sub': substitute,
  'Fn::Join': (operand, scope) => {
    const [delimiter, parts] = rawList(operand, 'Fn::Join');
    return listOf(parts ?? null, scope, 'Fn::Join')
      .map(jsonText)
      .join(jsonText(delimiter));
  },
  'Fn::Select': (operand, scope) => {
    const [index, list] = rawList(operand, 'Fn::Select');
    const values = listOf(list ?? null, scope, 'Fn::Select');
    const value = values[Number(textOf(index, scope, 'Fn::Select'))];
    if (value === undefined) {
      throw new Error(
        `Fn::Select: there is no element ${JSON.stringify(index)} in ${JSON.stringify(values)}.`,
      );
    }
    return value;
  },
  'Fn::Split': (operand, scope) => {
    const [delimiter, text] = rawList(operand, 'Fn::Split');
    return textOf(text, scope, 'Fn::Split').split(jsonText(delimiter));
  },
  'Fn::ImportValue': (operand, scope) => scope.importValue(textOf(operand, scope, 'Fn::ImportValue')),
  'Fn::FindInMap': (operand, scope) => {
    const [map = '', first = '', second = ''] = rawList(operand, 'Fn::FindInMap').map((part) =>
      textOf(part, scope, 'Fn::FindInMap'),
    );
    return scope.mapping(map, first, second);
  },
  'Fn::If': (operand, scope) => {
    const [condition = null, whenTrue = null, whenFalse = null] = rawList(operand, 'Fn::If');
    return evaluate(holds(condition, scope) ? whenTrue : whenFalse, scope);
  },
  'Fn::Base64': (operand, scope) => Buffer.from(textOf(operand, scope, 'Fn::Base64')).toString('base64'),
  'Fn::GetAZs': (operand, scope) => {
    const region = textOf(operand, scope, 'Fn::GetAZs') || scope.region;
    return ['a', 'b', 'c'].map((zone) => `${region}${zone}`);
  },
};
