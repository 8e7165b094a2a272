import type { Template } from 'aws-cdk-lib/assertions';
import { isRecord, propertyOf } from './synthesize.ts';

interface AllowedStatement {
  /** Logical id of the policy. */
  readonly policy: string;
  readonly actions: readonly string[];
  /** As in the template; what is only known at deployment as JSON. */
  readonly resources: readonly string[];
}

/** Every statement of every role's policy in a template. */
export function statementsOf(template: Template): readonly AllowedStatement[] {
  return Object.entries(template.findResources('AWS::IAM::Policy')).flatMap(([policy, resource]) => {
    const document = propertyOf(resource, 'PolicyDocument');
    return listAt(document, 'Statement').map((statement) => ({
      policy,
      actions: listAt(statement, 'Action').map(String),
      resources: listAt(statement, 'Resource').map((value) =>
        typeof value === 'string' ? value : JSON.stringify(value),
      ),
    }));
  });
}

function listAt(container: unknown, key: string): readonly unknown[] {
  const value = isRecord(container) ? container[key] : undefined;
  return Array.isArray(value) ? value : [value];
}
