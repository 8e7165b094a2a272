import * as v from 'valibot';
import type { AccessControl } from '../../iam/access-control.ts';
import { parsePolicy } from '../../iam/policy.ts';
import { defineProvider, ignored, type ResourceProvider } from '../resource-provider.ts';

const roleArn = (account: string, name: string): string => `arn:aws:iam::${account}:role/${name}`;

/** With another path a role's ARN could not be told from its name, which is all a policy gives. */
const path = v.optional(v.literal('/'));

const roleProperties = v.strictObject({
  RoleName: v.optional(v.string()),
  AssumeRolePolicyDocument: v.unknown(),
  ManagedPolicyArns: v.optional(v.array(v.string()), []),
  Policies: v.optional(v.array(v.strictObject({ PolicyName: v.string(), PolicyDocument: v.unknown() })), []),
  Path: path,
  Description: ignored,
  MaxSessionDuration: ignored,
  Tags: ignored,
});

const roleProvider = (access: AccessControl): ResourceProvider =>
  defineProvider('AWS::IAM::Role', roleProperties, (properties, context) => {
    const name = properties.RoleName ?? context.physicalName(64);
    const arn = roleArn(context.account, name);
    const roleId = `AROA${context.physicalName(17).slice(-12)}`;
    access.addRole(arn, roleId);
    for (const { PolicyName, PolicyDocument } of properties.Policies) {
      access.addToRole(arn, parsePolicy(PolicyDocument, PolicyName));
    }
    for (const policyArn of properties.ManagedPolicyArns) {
      access.addToRole(arn, access.managed(policyArn));
    }
    return { ref: name, attributes: { Arn: arn, RoleId: roleId } };
  });

const policyProperties = v.strictObject({
  PolicyName: v.string(),
  PolicyDocument: v.unknown(),
  Roles: v.array(v.string()),
});

const policyProvider = (access: AccessControl): ResourceProvider =>
  defineProvider('AWS::IAM::Policy', policyProperties, (properties, context) => {
    const statements = parsePolicy(properties.PolicyDocument, properties.PolicyName);
    for (const role of properties.Roles) {
      access.addToRole(roleArn(context.account, role), statements);
    }
    return { ref: context.physicalName(128) };
  });

const managedPolicyProperties = v.strictObject({
  ManagedPolicyName: v.optional(v.string()),
  PolicyDocument: v.unknown(),
  Roles: v.optional(v.array(v.string()), []),
  Path: path,
  Description: ignored,
});

const managedPolicyProvider = (access: AccessControl): ResourceProvider =>
  defineProvider('AWS::IAM::ManagedPolicy', managedPolicyProperties, (properties, context) => {
    const name = properties.ManagedPolicyName ?? context.physicalName(128);
    const arn = `arn:aws:iam::${context.account}:policy/${name}`;
    const statements = parsePolicy(properties.PolicyDocument, name);
    access.addManaged(arn, statements);
    for (const role of properties.Roles) {
      access.addToRole(roleArn(context.account, role), statements);
    }
    return { ref: arn, attributes: { PolicyArn: arn } };
  });

/** Roles and policies: what functions, rules and schedules of the template may do. */
export const iamProviders = (access: AccessControl): readonly ResourceProvider[] => [
  roleProvider(access),
  policyProvider(access),
  managedPolicyProvider(access),
];
