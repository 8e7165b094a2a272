/** A function as deployed: what its template says, with everything resolved. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  readonly logicalId: string;
  /** The folder with the unmodified code. */
  readonly codeFolder: string;
  /** `index.handler`. */
  readonly handler: string;
  /** `nodejs22.x`; the twin runs every Node.js version on its own. */
  readonly runtime: string;
  readonly roleArn: string;
  readonly timeoutMs: number;
  readonly memoryMb: number;
  readonly environment: Readonly<Record<string, string>>;
  /** At most so many invocations at once; undefined shares the account's limit. */
  readonly reservedConcurrency: number | undefined;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
}
