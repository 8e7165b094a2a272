import { Stack } from 'aws-cdk-lib';
import { PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { acknowledgeWildcard } from '../acknowledge-wildcard.ts';
import { forOwnAccount } from '../service-principals.ts';

export interface VpcInterfaceRoleProps {
  readonly subnet: string;
  readonly securityGroups: readonly string[];
}

/** Lets MediaConnect keep a network interface of a flow in its subnet, with its security groups. */
export class VpcInterfaceRole extends Construct {
  readonly role: Role;

  constructor(scope: Construct, id: string, props: VpcInterfaceRoleProps) {
    super(scope, id);
    this.role = new Role(this, 'Role', {
      description: 'Keeps the network interfaces of contribution flows',
      assumedBy: forOwnAccount(this, 'mediaconnect.amazonaws.com'),
    });
    const interfaces = this.#ec2Arn('network-interface', '*');
    // A subnet that another account shares, and its security groups, have that account in their ARNs.
    const places = [
      this.#ec2Arn('subnet', props.subnet, '*'),
      ...props.securityGroups.map((group) => this.#ec2Arn('security-group', group, '*')),
    ];
    this.role.addToPolicy(
      new PolicyStatement({
        sid: 'MakeInterface',
        actions: ['ec2:CreateNetworkInterface'],
        resources: [interfaces, ...places],
      }),
    );
    this.role.addToPolicy(
      new PolicyStatement({
        sid: 'KeepInterfaces',
        actions: [
          'ec2:CreateNetworkInterfacePermission',
          'ec2:DeleteNetworkInterface',
          'ec2:DeleteNetworkInterfacePermission',
        ],
        resources: [interfaces],
      }),
    );
    this.role.addToPolicy(
      new PolicyStatement({
        sid: 'SeeInterfaces',
        actions: ['ec2:DescribeNetworkInterfaces', 'ec2:DescribeSecurityGroups', 'ec2:DescribeSubnets'],
        resources: ['*'],
      }),
    );
    acknowledgeWildcard(this.role, interfaces, 'EC2 gives an interface its id when MediaConnect makes it.');
    for (const place of places) {
      acknowledgeWildcard(this.role, place, 'One subnet or security group, in whichever account shares it.');
    }
    acknowledgeWildcard(
      this.role,
      '*',
      "EC2's Describe actions have no resource-level permission (Service Authorization Reference).",
    );
  }

  #ec2Arn(resource: string, resourceName: string, account?: string): string {
    return Stack.of(this).formatArn({
      service: 'ec2',
      resource,
      resourceName,
      ...(account === undefined ? {} : { account }),
    });
  }
}
