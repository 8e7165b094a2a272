import { Stack, Validations } from 'aws-cdk-lib';
import type { IConstruct } from 'constructs';

/**
 * Tells cdk-nag why a statement of the construct names a resource with a wildcard in it. Only this one resource is
 * acknowledged: another wildcard in the same policy still fails the synthesis.
 */
export function acknowledgeWildcard(scope: IConstruct, resource: string, reason: string): void {
  const shown = findingText(Stack.of(scope).resolve(resource));
  Validations.of(scope).acknowledge({ id: `AwsSolutions::AwsSolutions-IAM5[Resource::${shown}]`, reason });
}

/** A resource as the finding shows it: what is known only at deployment stands in angle brackets. */
function findingText(value: unknown): string {
  if (Array.isArray(value)) return value.map(findingText).join('');
  if (typeof value !== 'object' || value === null) return String(value);
  const [[name, argument] = ['', undefined]] = Object.entries(value);
  if (name === 'Fn::Join' && Array.isArray(argument)) return findingText(argument[1]);
  if (name === 'Fn::GetAtt' && Array.isArray(argument)) return `<${argument.join('.')}>`;
  return `<${String(argument)}>`;
}
