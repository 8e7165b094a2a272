import { referencesOf } from './references.ts';
import type { Template } from './template.ts';

/** The resources in the order of the template, except that each comes after those it refers to or depends on. */
export const deploymentOrder = ({ Resources }: Template): readonly string[] => {
  const ordered = new Set<string>();
  const visit = (logicalId: string, path: readonly string[]): void => {
    const resource = Resources[logicalId];
    if (resource === undefined || ordered.has(logicalId)) {
      return;
    }
    if (path.includes(logicalId)) {
      throw new Error(`The resources depend on each other in a circle: ${[...path, logicalId].join(' → ')}.`);
    }
    for (const needed of [...referencesOf(resource.Properties), ...resource.DependsOn]) {
      visit(needed, [...path, logicalId]);
    }
    ordered.add(logicalId);
  };
  Object.keys(Resources).forEach((logicalId) => {
    visit(logicalId, []);
  });
  return [...ordered];
};
