import * as sdk from '@aws-sdk/client-medialive';
import { readServiceModel } from '../../../twin/rest-json/service-model.ts';
import { validate } from '../../../twin/rest-json/validate.ts';

/** The request by which CloudFormation makes each resource; the names of its members are those of the properties. */
const requests: Readonly<Record<string, string>> = {
  'AWS::MediaLive::Channel': 'CreateChannel',
  'AWS::MediaLive::Input': 'CreateInput',
  'AWS::MediaLive::InputSecurityGroup': 'CreateInputSecurityGroup',
};

/**
 * Compares MediaLive's resources with the schemas of MediaLive's own client, which has the enumerations that
 * CloudFormation's specification of the service lacks.
 */
export function mediaLiveChecker(): (type: string, properties: unknown) => readonly string[] {
  const model = readServiceModel(sdk, '@aws-sdk/client-medialive');
  return (type, properties) => {
    const operation = model.operations.get(requests[type] ?? '');
    if (operation === undefined) return [];
    const findings = validate(operation.input, properties, {
      allowedValues: model.allowedValues,
      naming: 'member',
      intrinsics: 'skip',
    });
    return findings.map(({ path, message }) => `${type}.${path.join('.')}: ${message}`);
  };
}
