import { isRecord, type JsonValue } from '../gateway/json-value.ts';
import type { AwsEvent } from '../event-bus.ts';

/** How a target's payload is made from the event: as it is, a constant, a part of it, or a template. */
export interface TargetInput {
  readonly Input?: string | undefined;
  readonly InputPath?: string | undefined;
  readonly InputTransformer?: InputTransformer | undefined;
}

export interface InputTransformer {
  readonly InputPathsMap?: Readonly<Record<string, string>> | undefined;
  readonly InputTemplate: string;
}

/** Where the payload of a delivery refers to what made it: `<aws.events.rule-arn>` and the like. */
export interface DeliveryOrigin {
  readonly ruleArn: string;
  readonly ruleName: string;
  /** ISO 8601. */
  readonly ingestionTime: string;
}

/** The text a target receives (EventBridge User Guide, "Amazon EventBridge input transformation"). */
export const targetPayload = (target: TargetInput, event: AwsEvent, origin: DeliveryOrigin): string => {
  if (target.Input !== undefined) {
    return target.Input;
  }
  if (target.InputPath !== undefined) {
    return JSON.stringify(valueAt(event, target.InputPath) ?? null);
  }
  return target.InputTransformer === undefined
    ? JSON.stringify(event)
    : transform(target.InputTransformer, event, origin);
};

const transform = (
  { InputPathsMap = {}, InputTemplate }: InputTransformer,
  event: AwsEvent,
  origin: DeliveryOrigin,
): string => {
  const predefined: Readonly<Record<string, unknown>> = {
    'aws.events.rule-arn': origin.ruleArn,
    'aws.events.rule-name': origin.ruleName,
    'aws.events.event.ingestion-time': origin.ingestionTime,
    'aws.events.event': event,
    'aws.events.event.json': event,
  };
  return InputTemplate.replace(/<([^<>\s]+)>/g, (whole, name: string, at: number) => {
    const path = InputPathsMap[name];
    if (path === undefined && !(name in predefined)) {
      return whole;
    }
    const value = path === undefined ? predefined[name] : valueAt(event, path);
    return inTemplate(value, isInsideString(InputTemplate, at));
  });
};

/** Inside a JSON string a value stands as bare text; elsewhere as JSON, so that a text gets its own quotes. */
const inTemplate = (value: unknown, insideString: boolean): string => {
  if (value === undefined) {
    return insideString ? '' : 'null';
  }
  const json = JSON.stringify(value);
  if (!insideString) {
    return json;
  }
  return typeof value === 'string' ? json.slice(1, -1) : JSON.stringify(json).slice(1, -1);
};

const isInsideString = (template: string, at: number): boolean =>
  (template.slice(0, at).replace(/\\./g, '').match(/"/g)?.length ?? 0) % 2 === 1;

/** The part of an event that a path such as `$.detail.items[0].name` names: dots and indexes are all rules use. */
export const valueAt = (event: AwsEvent, path: string): unknown => {
  if (!/^\$(\.[\w-]+|\[\d+\])*$/.test(path)) {
    throw new Error(`The twin reads only JSON paths of the form $.a.b[0], not ${JSON.stringify(path)}.`);
  }
  return [...path.matchAll(/\.([\w-]+)|\[(\d+)\]/g)].reduce<unknown>((value, [, name, index]) => {
    if (name !== undefined) {
      return isRecord(value) ? value[name] : undefined;
    }
    return Array.isArray(value) ? (value as JsonValue[])[Number(index)] : undefined;
  }, event);
};
