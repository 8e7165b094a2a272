import type { OperationModel } from './service-model.ts';

export interface Route {
  readonly operation: OperationModel;
  /** Values of the path's labels by member name, decoded. */
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Finds the operation that a method and path stand for.
 *
 * @param operations - the operations of one service; their URI templates tell them apart
 */
export function router(
  operations: Iterable<OperationModel>,
): (method: string, path: string) => Route | undefined {
  const patterns = [...operations].map((operation) => ({ operation, pattern: patternOf(operation.path) }));
  return (method, path) => {
    for (const { operation, pattern } of patterns) {
      if (operation.method !== method) continue;
      const match = pattern.exec(path);
      if (match !== null) return { operation, labels: decodeLabels(match.groups ?? {}) };
    }
    return undefined;
  };
}

/** `{Label}` stands for one segment of the path, `{Label+}` for the rest of it. */
function patternOf(template: string): RegExp {
  const source = template
    .replace(/[.*?^$()|[\]\\]/g, String.raw`\$&`)
    .replace(/\{(\w+)(\+?)\}/g, (_, label: string, greedy: string) =>
      greedy === '' ? `(?<${label}>[^/]+)` : `(?<${label}>.+)`,
    );
  return new RegExp(`^${source}$`);
}

function decodeLabels(groups: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(groups).map(([label, value]) => [label, decode(value)]));
}

/** What is no valid encoding stands for itself: it names nothing that exists, and is answered so. */
function decode(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}
