import { Stack } from 'aws-cdk-lib';
import { ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/**
 * A service that says for whose resources it takes a role, and is let in for this account's alone: MediaConnect (as AWS's own
 * constructs have it) and EventBridge Scheduler (its User Guide, "Confused deputy prevention").
 * @param sourceArn - of what it acts for, where the service documents that it tells it
 */
export function forOwnAccount(
  scope: Construct,
  service: 'mediaconnect.amazonaws.com' | 'scheduler.amazonaws.com',
  sourceArn?: string,
): ServicePrincipal {
  const { account } = Stack.of(scope);
  return new ServicePrincipal(service, {
    conditions: {
      StringEquals: {
        'aws:SourceAccount': account,
        ...(sourceArn === undefined ? {} : { 'aws:SourceArn': sourceArn }),
      },
    },
  });
}

/**
 * A service of which nobody documents that it says for whose resources it takes a role: its guide gives a trust policy without a condition.
 * A condition on what it does not say would take the channel off the air, so this one refuses another account where it is named and
 * lets in a service that names none. That is no hole: a role cannot be passed to a service in another account (IAM User Guide,
 * "Grant a user permissions to pass a role to an AWS service"). docs/reliability.md: to be found out on a real account.
 */
export function forOwnAccountIfSaid(
  scope: Construct,
  service:
    | 'events.amazonaws.com'
    | 'lambda.amazonaws.com'
    | 'medialive.amazonaws.com'
    | 'mediapackage.amazonaws.com',
): ServicePrincipal {
  return new ServicePrincipal(service, {
    conditions: { StringEqualsIfExists: { 'aws:SourceAccount': Stack.of(scope).account } },
  });
}
