import { isJsonObject, type JsonValue } from '../gateway/json-value.ts';
import { holds, type Scope } from './intrinsics.ts';
import type { Resource } from './resource-provider.ts';
import type { Template } from './template.ts';

export interface StackIdentity {
  readonly account: string;
  readonly region: string;
  readonly stackName: string;
  readonly stackId: string;
}

/** What a stack finds when it is deployed. */
export interface StackSurroundings {
  readonly exports: ReadonlyMap<string, JsonValue>;
  readonly dynamic: Scope['dynamic'];
  /** Values given for the template's parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** The names of one stack while it is deployed: parameters, pseudo parameters, and the resources there already are. */
export class StackScope implements Scope {
  readonly region: string;
  readonly resources = new Map<string, Resource>();
  /** The exports that have been looked up. */
  readonly imported = new Set<string>();
  readonly #identity: StackIdentity;
  readonly #template: Template;
  readonly #exports: ReadonlyMap<string, JsonValue>;
  readonly #dynamic: Scope['dynamic'];
  readonly #parameters: Readonly<Record<string, string>>;

  constructor(
    identity: StackIdentity,
    template: Template,
    { exports, dynamic, parameters = {} }: StackSurroundings,
  ) {
    this.#identity = identity;
    this.#template = template;
    this.#exports = exports;
    this.#dynamic = dynamic;
    this.#parameters = parameters;
    this.region = identity.region;
  }

  ref(name: string): JsonValue | undefined {
    return this.resources.get(name)?.ref ?? this.#pseudo(name) ?? this.#parameter(name);
  }

  attribute(logicalId: string, name: string): JsonValue {
    const attributes = this.resources.get(logicalId)?.attributes ?? {};
    const value = attributes[name] ?? nested(attributes, name);
    if (value === undefined) {
      const known = Object.keys(attributes).join(', ') || 'none';
      throw new Error(
        `Fn::GetAtt ${logicalId}.${name}: the twin's ${logicalId} has no such attribute. It has: ${known}.`,
      );
    }
    return value;
  }

  condition(name: string): boolean {
    const condition = this.#template.Conditions[name];
    if (condition === undefined) {
      throw new Error(`The template has no condition ${name}.`);
    }
    return holds(condition, this);
  }

  importValue(name: string): JsonValue {
    const value = this.#exports.get(name);
    if (value === undefined) {
      throw new Error(
        `No export named ${name} found. Fn::ImportValue takes what a stack deployed before exports.`,
      );
    }
    this.imported.add(name);
    return value;
  }

  dynamic(reference: string): string {
    return this.#dynamic(reference);
  }

  mapping(map: string, first: string, second: string): JsonValue {
    const row = this.#template.Mappings[map]?.[first];
    const value = isJsonObject(row) ? row[second] : undefined;
    if (value === undefined) {
      throw new Error(`Fn::FindInMap: there is no ${map}.${first}.${second}.`);
    }
    return value;
  }

  #pseudo(name: string): JsonValue | undefined {
    const { account, region, stackName, stackId } = this.#identity;
    const pseudo: Readonly<Record<string, JsonValue>> = {
      'AWS::AccountId': account,
      'AWS::Region': region,
      'AWS::Partition': 'aws',
      'AWS::URLSuffix': 'amazonaws.com',
      'AWS::StackName': stackName,
      'AWS::StackId': stackId,
      'AWS::NotificationARNs': [],
    };
    return pseudo[name];
  }

  /** A parameter has its default. What it names in the parameter store is not there: the CDK's bootstrap version is one. */
  #parameter(name: string): JsonValue | undefined {
    const parameter = this.#template.Parameters[name];
    if (parameter === undefined) {
      return undefined;
    }
    const given = this.#parameters[name] ?? parameter.Default;
    if (parameter.Type.startsWith('AWS::SSM::') && given !== undefined) return this.#dynamic(`ssm:${given}`);
    if (given === undefined) {
      throw new Error(
        `The template's parameter ${name} (${parameter.Type}) has no value the twin could know: give it a plain default.`,
      );
    }
    const value = String(given);
    return parameter.Type.startsWith('List<') || parameter.Type === 'CommaDelimitedList'
      ? value.split(',')
      : value;
  }
}

/** `Fn::GetAtt` with a dotted name reaches into an attribute that is an object. */
const nested = (attributes: Readonly<Record<string, JsonValue>>, name: string): JsonValue | undefined =>
  name.split('.').reduce<JsonValue | undefined>((value, part) => {
    return isJsonObject(value) ? value[part] : undefined;
  }, attributes);
