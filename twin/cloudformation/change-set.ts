import type { JsonObject } from '../gateway/json-value.ts';
import { isSame } from './same-value.ts';
import { replacingChanges } from './replacement.ts';
import type { Stack, StackSource } from './stack.ts';
import { parseTemplate } from './template.ts';

/** A deployment that has been worked out and not carried out yet. */
export interface ChangeSet {
  readonly name: string;
  readonly id: string;
  readonly stack: Stack;
  readonly source: StackSource;
  readonly createdAt: Date;
  readonly changes: readonly ResourceChange[];
  /** Why it cannot be carried out; undefined: it can. */
  readonly failure: string | undefined;
  executed: boolean;
}

export interface ResourceChange {
  readonly action: 'Add' | 'Modify' | 'Remove';
  readonly logicalId: string;
  readonly physicalId: string | undefined;
  readonly type: string;
  /** Whether another takes its place, as far as its own properties tell. */
  readonly replacement: 'True' | 'False' | undefined;
}

/** What CloudFormation says of a change set without changes, word for word: its clients look for it. */
export const noChanges =
  "The submitted information didn't contain changes. Submit different information to create a change set.";

/** What would be added, changed and taken away, by the templates alone. */
export function changesOf(stack: Stack, source: StackSource): readonly ResourceChange[] {
  const isNew = stack.resources.size === 0;
  const before = isNew ? {} : parseTemplate(stack.source.template, stack.name).Resources;
  const after = parseTemplate(source.template, stack.name).Resources;
  const added = Object.entries(after).flatMap(([logicalId, { Type: type }]): ResourceChange[] =>
    before[logicalId] === undefined
      ? [{ action: 'Add', logicalId, physicalId: undefined, type, replacement: undefined }]
      : [],
  );
  const modified = Object.entries(after).flatMap(
    ([logicalId, { Type: type, Properties }]): ResourceChange[] => {
      const old = before[logicalId];
      if (old === undefined || (old.Type === type && isSame(old.Properties, Properties))) return [];
      const physicalId = stack.resources.get(logicalId)?.ref;
      return [
        {
          action: 'Modify',
          logicalId,
          physicalId,
          type,
          replacement: replacementOf(type, old.Properties, Properties, old.Type),
        },
      ];
    },
  );
  const removed = Object.entries(before).flatMap(([logicalId, { Type: type }]): ResourceChange[] =>
    after[logicalId] === undefined
      ? [
          {
            action: 'Remove',
            logicalId,
            physicalId: stack.resources.get(logicalId)?.ref,
            type,
            replacement: undefined,
          },
        ]
      : [],
  );
  return [...added, ...modified, ...removed];
}

function replacementOf(
  type: string,
  before: JsonObject,
  after: JsonObject,
  typeBefore: string,
): ResourceChange['replacement'] {
  return type !== typeBefore || replacingChanges(type, before, after).length > 0 ? 'True' : 'False';
}

/** Whether a deployment would change anything at all. */
export function isUnchanged(stack: Stack, source: StackSource): boolean {
  const { template, parameters = {}, tags = {} } = stack.source;
  return (
    stack.resources.size > 0 &&
    isSame(template, source.template) &&
    isSame(parameters, source.parameters ?? {}) &&
    isSame(tags, source.tags ?? {})
  );
}
