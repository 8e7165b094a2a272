import { referencesOf } from './references.ts';
import type { Template } from './template.ts';

export type TemplateOrder = 'as-written' | 'reversed';

/**
 * The resources in the order of the template, or in the reverse of it, except that each comes after those it refers to or depends on.
 * CloudFormation makes at once what does not depend on each other: what works in one order only is a race there.
 */
export const deploymentOrder = (
  { Resources }: Template,
  order: TemplateOrder = 'as-written',
): readonly string[] => {
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
  const names = Object.keys(Resources);
  (order === 'reversed' ? names.toReversed() : names).forEach((logicalId) => {
    visit(logicalId, []);
  });
  return [...ordered];
};
