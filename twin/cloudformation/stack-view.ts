import type { XmlValue } from '../gateway/xml.ts';
import type { Stack, StackEvent, StackResource, StackSource } from './stack.ts';
import { parseTemplate } from './template.ts';

/** A stack as DescribeStacks shows it. */
export const stackOf = (stack: Stack) => ({
  StackId: stack.id,
  StackName: stack.name,
  StackStatus: stack.status,
  StackStatusReason: stack.statusReason,
  CreationTime: new Date(stack.createdAt),
  LastUpdatedTime: stack.updatedAt === undefined ? undefined : new Date(stack.updatedAt),
  DeletionTime: stack.deletedAt === undefined ? undefined : new Date(stack.deletedAt),
  DisableRollback: false,
  EnableTerminationProtection: stack.terminationProtection,
  Parameters: Object.entries(stack.source.parameters ?? {}).map(([ParameterKey, ParameterValue]) => ({
    ParameterKey,
    ParameterValue,
  })),
  Tags: Object.entries(stack.source.tags ?? {}).map(([Key, Value]) => ({ Key, Value })),
  Outputs: Object.entries(stack.outputs).map(([OutputKey, OutputValue]) => ({
    OutputKey,
    OutputValue,
    ExportName: stack.exportNames[OutputKey],
  })),
});

/** What EventBridge is told of a stack (CloudFormation User Guide, "Stack status change event details"). */
export const statusEvent = ({ id, status, statusReason = '' }: Stack) => ({
  source: 'aws.cloudformation',
  'detail-type': 'CloudFormation Stack Status Change',
  resources: [id],
  detail: {
    'stack-id': id,
    'status-details': { status, 'status-reason': statusReason },
    'client-request-token': '',
  },
});

export const eventOf =
  ({ id, name }: Stack) =>
  ({ at, logicalId, physicalId, type, status, reason }: StackEvent, index: number): XmlValue => ({
    StackId: id,
    StackName: name,
    EventId: `${name}-${index}`,
    LogicalResourceId: logicalId,
    PhysicalResourceId: physicalId,
    ResourceType: type,
    ResourceStatus: status,
    ResourceStatusReason: reason,
    Timestamp: new Date(at),
  });

export const resourceOf = (stack: Stack, logicalId: string, { ref, type }: StackResource): XmlValue => ({
  StackId: stack.id,
  StackName: stack.name,
  LogicalResourceId: logicalId,
  PhysicalResourceId: ref,
  ResourceType: type,
  ResourceStatus: 'CREATE_COMPLETE',
  Timestamp: new Date(stack.updatedAt ?? stack.createdAt),
  LastUpdatedTimestamp: new Date(stack.updatedAt ?? stack.createdAt),
});

/** The parameters that a template takes, with their defaults, and the types of its resources. */
export function summaryOf({ template }: StackSource): XmlValue {
  const { Parameters, Resources } = parseTemplate(template, 'The template');
  return {
    Parameters: Object.entries(Parameters).map(([ParameterKey, { Type, Default }]) => ({
      ParameterKey,
      ParameterType: Type,
      DefaultValue: Default,
    })),
    ResourceTypes: [...new Set(Object.values(Resources).map(({ Type }) => Type))],
  };
}
