import type { JsonObject } from '../gateway/json-value.ts';
import { inputTypes, isPush } from '../medialive/input-kinds.ts';
import type { Resource, ResourceContext, ResourceProvider } from './resource-provider.ts';

/** How many resources of a type an account may have, by CloudFormation's name of the type. */
export type Quotas = Readonly<Record<string, number>>;

/**
 * What a new account has (MediaLive User Guide, "Quotas" of 2022; MediaConnect, MediaPackage v1 and v2 User Guides, "Quotas"). Flows
 * count as push inputs. MediaPackage v2 counts channels for each channel group.
 */
export const defaultQuotas: Quotas = {
  'AWS::MediaLive::Channel': 5,
  'AWS::MediaLive::Input': 5,
  'AWS::MediaLive::InputSecurityGroup': 5,
  'AWS::MediaConnect::Flow': 20,
  'AWS::MediaPackage::Channel': 30,
  'AWS::MediaPackageV2::ChannelGroup': 3,
  'AWS::MediaPackageV2::Channel': 10,
};

/** What the create operations refuse with, as their models declare it (botocore 1.43.11); what they say is not documented. */
const refusals: Readonly<Record<string, string>> = {
  MediaLive: 'TooManyRequestsException, 429',
  MediaConnect: 'TooManyRequestsException, 429',
  MediaPackage: 'TooManyRequestsException, 429',
  MediaPackageV2: 'ServiceQuotaExceededException, 402',
};

/** Lets providers make no more than an account may have. What stood in the account before takes its part: `standing`, by type. */
export function withinQuotas(
  providers: readonly ResourceProvider[],
  quotas: Quotas,
  standing: Quotas = {},
): readonly ResourceProvider[] {
  const made = new Map<string, Set<string>>();
  return providers.map((provider) => {
    const { update } = provider;
    return {
      ...provider,
      create: async (properties, context) => {
        if (!isCounted(properties, context)) return provider.create(properties, context);
        const taken = takenOf(made, properties, context);
        demandRoom(context.type, quotas[context.type], taken.size + (standing[context.type] ?? 0));
        const release = () => void taken.delete(keyOf(context));
        // Before it is made: others may be in the making.
        taken.add(keyOf(context));
        try {
          return returned(await provider.create(properties, context), release);
        } catch (error) {
          release();
          throw error;
        }
      },
      ...(update && {
        update: async (properties, before, context) =>
          returned(
            await update(properties, before, context),
            () => void takenOf(made, before.properties, context).delete(keyOf(context)),
          ),
      }),
    };
  });
}

/** An input that is pulled has a quota of its own, of 100, and is not counted. */
function isCounted({ Type: inputType }: JsonObject, { type }: ResourceContext): boolean {
  return type !== 'AWS::MediaLive::Input' || inputTypes.some((one) => one === inputType && isPush(one));
}

/** What has been made and counts with this one. */
function takenOf(
  made: Map<string, Set<string>>,
  { ChannelGroupName: group }: JsonObject,
  { type }: ResourceContext,
): Set<string> {
  const bucket = type === 'AWS::MediaPackageV2::Channel' ? `${type} ${JSON.stringify(group)}` : type;
  const taken = made.get(bucket) ?? new Set();
  made.set(bucket, taken);
  return taken;
}

function demandRoom(type: string, allowed: number | undefined, taken: number): void {
  if (allowed === undefined || taken < allowed) return;
  const [, service = ''] = type.split('::');
  throw new Error(
    `${refusals[service] ?? 'LimitExceeded'}: the account may have ${allowed} of ${type}, and has them. Ask for more with --quota ${type}=${allowed + 1}.`,
  );
}

const keyOf = ({ stackId, logicalId, generation }: ResourceContext): string =>
  `${stackId} ${logicalId} ${generation}`;

/** Gives its place back when it is taken away. */
function returned(resource: Resource, release: () => void): Resource {
  return {
    ...resource,
    remove: async () => {
      await resource.remove?.();
      release();
    },
  };
}
