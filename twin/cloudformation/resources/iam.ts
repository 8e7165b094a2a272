import * as v from 'valibot';
import type { AccessControl } from '../../iam/access-control.ts';
import { parsePolicy } from '../../iam/policy.ts';
import { all, defineProvider, ignored, type ResourceProvider } from '../resource-provider.ts';

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

function roleProvider(access: AccessControl): ResourceProvider {
  /** Ends what each role was given with itself, by ARN; policies of their own are not among it. */
  const given = new Map<string, () => void>();
  const give = (arn: string, { Policies, ManagedPolicyArns }: v.InferOutput<typeof roleProperties>): void => {
    const own = [
      ...Policies.map(({ PolicyName, PolicyDocument }) => parsePolicy(PolicyDocument, PolicyName)),
      ...ManagedPolicyArns.map((policyArn) => access.managed(policyArn)),
    ];
    given.get(arn)?.();
    given.set(arn, all(own.map((statements) => access.addToRole(arn, statements))));
  };
  return defineProvider(
    'AWS::IAM::Role',
    roleProperties,
    (properties, context) => {
      const name = properties.RoleName ?? context.physicalName(64);
      const arn = roleArn(context.account, name);
      if (access.hasRole(arn)) throw new Error(`Role with name ${name} already exists.`);
      const roleId = `AROA${context.physicalName(17).slice(-12)}`;
      access.addRole(arn, roleId);
      give(arn, properties);
      return {
        ref: name,
        attributes: { Arn: arn, RoleId: roleId },
        remove: () => {
          given.delete(arn);
          access.removeRole(arn);
        },
      };
    },
    (properties, before, context) => {
      give(roleArn(context.account, before.ref), properties);
      return before;
    },
  );
}

const policyProperties = v.strictObject({
  PolicyName: v.string(),
  PolicyDocument: v.unknown(),
  Roles: v.array(v.string()),
});

const policyProvider = (access: AccessControl): ResourceProvider =>
  defineProvider('AWS::IAM::Policy', policyProperties, (properties, context) => {
    const statements = parsePolicy(properties.PolicyDocument, properties.PolicyName);
    const ends = properties.Roles.map((role) => access.addToRole(roleArn(context.account, role), statements));
    return { ref: context.physicalName(128), remove: all(ends) };
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
    const ends = properties.Roles.map((role) => access.addToRole(roleArn(context.account, role), statements));
    return {
      ref: arn,
      attributes: { PolicyArn: arn },
      remove: all([access.addManaged(arn, statements), ...ends]),
    };
  });

/** Roles and policies: what functions, rules and schedules of the template may do. */
export const iamProviders = (access: AccessControl): readonly ResourceProvider[] => [
  roleProvider(access),
  policyProvider(access),
  managedPolicyProvider(access),
];
