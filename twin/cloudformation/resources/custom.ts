import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from '../../gateway/json-value.ts';
import type { Functions } from '../../lambda/functions.ts';
import type { CustomResourceResponses } from '../custom-resource-responses.ts';
import type { ResourceContext, ResourceProvider } from '../resource-provider.ts';

const customProperties = v.looseObject({
  ServiceToken: v.pipe(
    v.string(),
    v.includes(':lambda:', 'The ServiceToken of a custom resource must be a Lambda function here.'),
  ),
  ServiceTimeout: v.optional(v.union([v.number(), v.string()]), 120),
});

/**
 * Custom resources: the function behind the ServiceToken gets CloudFormation's request and must PUT its answer to the
 * ResponseURL (CloudFormation User Guide, "Custom resource request and response objects").
 */
export const customResourceProvider = (
  functions: Functions,
  responses: CustomResourceResponses,
): ResourceProvider => ({
  types: ['Custom::*', 'AWS::CloudFormation::CustomResource'],
  create: async (properties, context) => {
    const { ServiceToken, ServiceTimeout } = v.parse(customProperties, properties);
    const expected = responses.expect(Number(ServiceTimeout) * 1000);
    const request = requestOf(properties, context, ServiceToken, expected.url);
    // A function that fails without having answered would keep CloudFormation waiting for an hour; here it is told at once.
    const invoked = functions.invoke(ServiceToken, JSON.stringify(request)).then((outcome) => {
      if (outcome.kind === 'failed') {
        const { errorType, errorMessage } = outcome.error;
        responses.abandon(expected.url, `its function failed: ${errorType}: ${errorMessage}`);
      }
    });
    const [response] = await Promise.all([expected.response, invoked]);
    if (response.Status === 'FAILED') {
      throw new Error(`The custom resource failed: ${response.Reason ?? 'no reason given'}`);
    }
    return { ref: response.PhysicalResourceId, attributes: response.Data };
  },
});

const requestOf = (
  properties: JsonObject,
  { stackId, logicalId, type }: ResourceContext,
  serviceToken: string,
  responseUrl: string,
): JsonObject => ({
  RequestType: 'Create',
  ServiceToken: serviceToken,
  ResponseURL: responseUrl,
  StackId: stackId,
  RequestId: randomUUID(),
  ResourceType: type,
  LogicalResourceId: logicalId,
  ResourceProperties: asTexts(properties),
});

/** CloudFormation passes every number and boolean as a text. */
const asTexts = (value: JsonValue): JsonValue => {
  if (isJsonList(value)) {
    return value.map(asTexts);
  }
  if (isJsonObject(value)) {
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, asTexts(member)]));
  }
  return value === null ? null : String(value);
};
