import { Policy, PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam';
import { CfnInput, CfnInputSecurityGroup, type CfnInputProps } from 'aws-cdk-lib/aws-medialive';
import { Construct } from 'constructs';
import type { FlowPair } from '../../stacks/contribution-stack.ts';
import { acknowledgeWildcard } from '../acknowledge-wildcard.ts';
import { mediaLiveRole } from './media-live-role.ts';

/** What a channel needs to know of an input. */
export interface IInput extends Construct {
  readonly inputId: string;
  /** What it is made of: while that changes, its channel must not run (UG22/editing-deleting-channel). */
  readonly definition: CfnInputProps;
}

/** An input that takes the two flows of a site: the first to pipeline 0, the second to pipeline 1. */
export class MediaConnectInput extends Construct implements IInput {
  readonly inputId: string;
  readonly definition: CfnInputProps;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly inputName: string; readonly flows: FlowPair; readonly access: MediaConnectAccess },
  ) {
    super(scope, id);
    this.definition = {
      name: props.inputName,
      type: 'MEDIACONNECT',
      roleArn: props.access.role.roleArn,
      mediaConnectFlows: props.flows.map(({ flowArn }) => ({ flowArn })),
    };
    const input = new CfnInput(this, 'Resource', this.definition);
    // MediaLive uses the role while the input is made: its policy must be there by then.
    input.node.addDependency(props.access.policy);
    this.inputId = input.attrId;
  }
}

/** What MediaLive may do to the flows of a channel: it makes an output of its own on each. */
export class MediaConnectAccess extends Construct {
  readonly role: Role;
  readonly policy: Policy;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.role = mediaLiveRole(this, 'Role', 'Takes the contribution flows into MediaLive inputs');
    this.policy = new Policy(this, 'Policy', {
      roles: [this.role],
      statements: [
        new PolicyStatement({
          actions: [
            'mediaconnect:ManagedAddOutput',
            'mediaconnect:ManagedDescribeFlow',
            'mediaconnect:ManagedRemoveOutput',
          ],
          resources: ['*'],
        }),
      ],
    });
    acknowledgeWildcard(
      this.policy,
      '*',
      'These three actions have no resource-level permission: MediaConnect refuses a grant on the ARN of a flow (CDK, aws-medialive-alpha, lib/input.ts).',
    );
  }
}

/** An input that a site sends RTP to, with or without FEC; it has an address for each pipeline. */
export class RtpInput extends Construct implements IInput {
  readonly inputId: string;
  readonly definition: CfnInputProps;
  /** Where to send to, first the address of pipeline 0. */
  readonly destinations: string[];

  constructor(
    scope: Construct,
    id: string,
    props: { readonly inputName: string; readonly securityGroup: InputSecurityGroup },
  ) {
    super(scope, id);
    this.definition = {
      name: props.inputName,
      type: 'RTP_PUSH',
      inputSecurityGroups: [props.securityGroup.inputSecurityGroupId],
      // An empty destination asks for an address: one for each pipeline makes a standard input.
      destinations: [{}, {}],
    };
    const input = new CfnInput(this, 'Resource', this.definition);
    // cfn-lint takes MediaLive's security groups for those of EC2.
    input.addMetadata('cfn-lint', { config: { ignore_checks: ['E1040'] } });
    this.inputId = input.attrId;
    this.destinations = input.attrDestinations;
  }
}

/** Who may send to a push input. */
export class InputSecurityGroup extends Construct {
  readonly inputSecurityGroupId: string;

  constructor(scope: Construct, id: string, props: { readonly allow: readonly string[] }) {
    super(scope, id);
    const group = new CfnInputSecurityGroup(this, 'Resource', {
      whitelistRules: props.allow.map((cidr) => ({ cidr })),
    });
    this.inputSecurityGroupId = group.attrId;
  }
}
