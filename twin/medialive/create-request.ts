import { validate } from '../rest-json/validate.ts';
import { mediaLiveModel } from './model.ts';

/** The request by which CloudFormation makes each resource; the names of its members are those of the properties. */
const requests: Readonly<Record<string, string>> = {
  'AWS::MediaLive::Channel': 'CreateChannel',
  'AWS::MediaLive::Input': 'CreateInput',
  'AWS::MediaLive::InputSecurityGroup': 'CreateInputSecurityGroup',
};

/**
 * Compares the properties of MediaLive's resources with the schemas of MediaLive's own client, which has the enumerations
 * that CloudFormation's specification of the service lacks. What is known only at deployment is passed over.
 */
export function createRequestFindings(type: string, properties: unknown): readonly string[] {
  const operation = mediaLiveModel.operations.get(requests[type] ?? '');
  if (operation === undefined) return [];
  const findings = validate(operation.input, properties, {
    allowedValues: mediaLiveModel.allowedValues,
    naming: 'member',
    intrinsics: 'skip',
  });
  return findings.map(({ path, message }) => `Properties.${path.join('.')}: ${message}`);
}
