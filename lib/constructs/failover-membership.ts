import { CustomResource, Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type {
  ChannelInputs,
  FailoverChannelProperties,
  FailoverGroupProperties,
  GroupDefinition,
} from '../../config/resource-properties.ts';

/** A failover group in the control plane's table, written by the `configure` function. */
export class FailoverGroup extends Construct {
  readonly groupName: string;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly configure: IFunction; readonly name: string; readonly definition: GroupDefinition },
  ) {
    super(scope, id);
    this.groupName = props.name;
    const properties: FailoverGroupProperties = {
      Name: props.name,
      Definition: Stack.of(this).toJsonString(props.definition),
    };
    new CustomResource(this, 'Resource', {
      resourceType: 'Custom::FailoverGroup',
      serviceToken: props.configure.functionArn,
      properties: { ...properties },
    });
  }
}

/** A channel under failover: its group, its attachments, and the flows behind its pipelines. */
export class FailoverChannel extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly configure: IFunction;
      readonly channelArn: string;
      readonly name: string;
      readonly group: FailoverGroup;
      readonly inputs: ChannelInputs;
    },
  ) {
    super(scope, id);
    const properties: FailoverChannelProperties = {
      ChannelArn: props.channelArn,
      Group: props.group.groupName,
      Name: props.name,
      Inputs: Stack.of(this).toJsonString(props.inputs),
    };
    const resource = new CustomResource(this, 'Resource', {
      resourceType: 'Custom::FailoverChannel',
      serviceToken: props.configure.functionArn,
      properties: { ...properties },
    });
    // A member without its group could not be decided on.
    resource.node.addDependency(props.group);
  }
}
