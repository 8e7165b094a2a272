import { PolicyStatement, Role, type PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import { forOwnAccountIfSaid } from '../service-principals.ts';

/** A role that MediaLive takes. It tags its sessions, so the trust has to allow that as well as taking the role. */
export function mediaLiveRole(
  scope: Construct,
  id: string,
  description: string,
  inlinePolicies?: Record<string, PolicyDocument>,
): Role {
  const principal = forOwnAccountIfSaid(scope, 'medialive.amazonaws.com');
  const role = new Role(scope, id, {
    assumedBy: principal,
    description,
    ...(inlinePolicies === undefined ? {} : { inlinePolicies }),
  });
  role.assumeRolePolicy?.addStatements(
    new PolicyStatement({ principals: [principal], actions: ['sts:TagSession'] }),
  );
  return role;
}
