/** What a command answers its shell with: yes; no, or not without `--yes`; it could not be asked. */
export const exitCodes = { ok: 0, negative: 1, failure: 2 } as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];
