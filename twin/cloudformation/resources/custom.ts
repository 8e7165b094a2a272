import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import { isJsonList, isJsonObject, type JsonObject, type JsonValue } from '../../gateway/json-value.ts';
import type { Functions } from '../../lambda/functions.ts';
import type { CustomResourceResponse, CustomResourceResponses } from '../custom-resource-responses.ts';
import type { Resource, ResourceContext, ResourceProvider } from '../resource-provider.ts';

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
export function customResourceProvider(
  functions: Functions,
  responses: CustomResourceResponses,
): ResourceProvider {
  const ask = async (
    request: Readonly<Record<string, JsonValue>>,
    properties: JsonObject,
    { stackId, logicalId, type }: ResourceContext,
  ): Promise<CustomResourceResponse> => {
    const { ServiceToken, ServiceTimeout } = v.parse(customProperties, properties);
    const expected = responses.expect(Number(ServiceTimeout) * 1000);
    const event = {
      ...request,
      ServiceToken,
      ResponseURL: expected.url,
      StackId: stackId,
      RequestId: randomUUID(),
      ResourceType: type,
      LogicalResourceId: logicalId,
      ResourceProperties: asTexts(properties),
    };
    // A function that fails without having answered would keep CloudFormation waiting for an hour; here it is told at once.
    const invoked = functions.invoke(ServiceToken, JSON.stringify(event)).then((outcome) => {
      if (outcome.kind === 'failed') {
        const { errorType, errorMessage } = outcome.error;
        responses.abandon(expected.url, `its function failed: ${errorType}: ${errorMessage}`);
      }
    });
    const [response] = await Promise.all([expected.response, invoked]);
    if (response.Status === 'FAILED') {
      throw new Error(`The custom resource failed: ${response.Reason ?? 'no reason given'}`);
    }
    return response;
  };
  const resourceOf = (
    { PhysicalResourceId: ref, Data }: CustomResourceResponse,
    properties: JsonObject,
    context: ResourceContext,
  ): Resource => ({
    ref,
    attributes: Data,
    remove: async () => {
      await ask({ RequestType: 'Delete', PhysicalResourceId: ref }, properties, context);
    },
  });
  return {
    types: ['Custom::*', 'AWS::CloudFormation::CustomResource'],
    create: async (properties, context) =>
      resourceOf(await ask({ RequestType: 'Create' }, properties, context), properties, context),
    update: async (properties, before, context) => {
      const request = {
        RequestType: 'Update',
        PhysicalResourceId: before.ref,
        OldResourceProperties: asTexts(before.properties),
      };
      return resourceOf(await ask(request, properties, context), properties, context);
    },
  };
}

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
