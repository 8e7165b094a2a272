import { CustomResource, Stack } from 'aws-cdk-lib';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type {
  ChannelDefinition,
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
      readonly group: FailoverGroup;
      readonly definition: Omit<ChannelDefinition, 'group'>;
    },
  ) {
    super(scope, id);
    const definition: ChannelDefinition = { ...props.definition, group: props.group.groupName };
    const properties: FailoverChannelProperties = {
      ChannelArn: props.channelArn,
      Definition: Stack.of(this).toJsonString(definition),
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
