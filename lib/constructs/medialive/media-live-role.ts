import { PolicyStatement, Role, ServicePrincipal, type PolicyDocument } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';

/** A role that MediaLive takes. It tags its sessions, so the trust has to allow that as well as taking the role. */
export function mediaLiveRole(
  scope: Construct,
  id: string,
  description: string,
  inlinePolicies?: Record<string, PolicyDocument>,
): Role {
  const principal = new ServicePrincipal('medialive.amazonaws.com');
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
