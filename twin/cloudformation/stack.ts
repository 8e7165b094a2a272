import type { JsonObject, JsonValue } from '../gateway/json-value.ts';
import type { Standing } from './resource-provider.ts';

/** A resource of a stack as it stands. */
export interface StackResource extends Standing {
  readonly type: string;
  /** How often another has taken its place. */
  readonly generation: number;
  /** What becomes of it when it leaves the stack, and when another takes its place. */
  readonly deletionPolicy: string;
  readonly updateReplacePolicy: string;
}

/** One line of the history of a stack, in CloudFormation's words. */
export interface StackEvent {
  readonly at: number;
  readonly logicalId: string;
  readonly physicalId: string;
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

/** What is deployed: a template with what it refers to. */
export interface StackSource {
  readonly template: JsonObject;
  readonly parameters?: Readonly<Record<string, string>>;
  readonly tags?: Readonly<Record<string, string>>;
  /** The folder of a file asset, by the S3 key that the template refers to. */
  assetFolder(s3Key: string): string;
}

/** How to take back what was done to one resource. */
export interface Undo {
  readonly logicalId: string;
  readonly run: () => Promise<void>;
}

/** What an operation that failed has left: steps to take back, the last one at the end, and the resources as they were before it. */
export interface Unfinished {
  readonly undo: Undo[];
  readonly before: Map<string, StackResource>;
  /** A stack that has never been complete rolls back to nothing. */
  readonly rollback: 'ROLLBACK' | 'UPDATE_ROLLBACK';
}

/** A stack and everything that is known of it. */
export interface Stack {
  readonly name: string;
  readonly id: string;
  status: string;
  statusReason?: string;
  source: StackSource;
  readonly createdAt: number;
  updatedAt?: number;
  deletedAt?: number;
  terminationProtection: boolean;
  /** By logical id. */
  resources: Map<string, StackResource>;
  outputs: Readonly<Record<string, string>>;
  /** By the name of the output: the name under which it is exported. */
  exportNames: Readonly<Record<string, string>>;
  exports: ReadonlyMap<string, JsonValue>;
  /** Names of the exports of other stacks that it uses. */
  imports: ReadonlySet<string>;
  readonly events: StackEvent[];
  /** Of an operation that has failed, as long as nobody has taken it back or gone on with it. */
  unfinished?: Unfinished;
}
