import { jsonText, type JsonValue } from '../gateway/json-value.ts';
import { resolve } from './intrinsics.ts';
import { isSame } from './same-value.ts';
import type { Stack } from './stack.ts';
import type { StackScope } from './stack-scope.ts';
import type { Template } from './template.ts';

/** What the stacks of the account give to each other: a name may be dropped or changed only while nobody uses it. */
export class Exports {
  readonly #stacks: () => readonly Stack[];

  constructor(stacks: () => readonly Stack[]) {
    this.#stacks = stacks;
  }

  get all(): ReadonlyMap<string, JsonValue> {
    return new Map(this.#stacks().flatMap(({ exports }) => [...exports]));
  }

  /** Why a stack cannot have these exports instead of its own, in CloudFormation's words; undefined: it can. */
  refusal(stack: Stack, exports: ReadonlyMap<string, JsonValue>): string | undefined {
    for (const [name, value] of stack.exports) {
      if (isSame(exports.get(name), value)) continue;
      const importer = this.#stacks().find((other) => other !== stack && other.imports.has(name));
      const act = exports.has(name) ? 'updated' : 'deleted';
      if (importer !== undefined) {
        return `Export ${name} cannot be ${act} as it is in use by ${importer.name}`;
      }
    }
    return undefined;
  }

  /**
   * Gives a stack the outputs of its template, and what it uses of other stacks.
   *
   * @throws Error when another stack uses an export that would go or change, or has one of the same name
   */
  take(stack: Stack, { Outputs }: Template, scope: StackScope): void {
    const outputs: Record<string, string> = {};
    const exportNames: Record<string, string> = {};
    const exports = new Map<string, JsonValue>();
    for (const [name, output] of Object.entries(Outputs)) {
      if (output.Condition !== undefined && !scope.condition(output.Condition)) continue;
      // Read from JSON and nothing else, so a JSON value it is.
      const value = resolve(output.Value as JsonValue, scope) ?? '';
      outputs[name] = jsonText(value);
      if (output.Export === undefined) continue;
      const exported = jsonText(resolve(output.Export.Name as JsonValue, scope));
      const other = this.#stacks().find((one) => one !== stack && one.exports.has(exported));
      if (other !== undefined) {
        throw new Error(`Export with name ${exported} is already exported by stack ${other.name}`);
      }
      exportNames[name] = exported;
      exports.set(exported, value);
    }
    const refusal = this.refusal(stack, exports);
    if (refusal !== undefined) throw new Error(refusal);
    Object.assign(stack, { outputs, exportNames, exports, imports: scope.imported });
  }
}
