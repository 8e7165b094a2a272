import type { IRole } from 'aws-cdk-lib/aws-iam';
import type { CfnFlow } from 'aws-cdk-lib/aws-mediaconnect';
import type { SourceConfiguration } from '../../../config/channel/flow.ts';
import { protocolOf, type SourceProtocolName } from '../../../config/channel/source-protocols.ts';

/** The name of the one VPC interface that a flow of ours has. */
export const vpcInterfaceName = 'contribution';

/** What both the first source of a flow and its second take from CloudFormation. */
type SourceSettings = Pick<
  CfnFlow.SourceProperty,
  | 'ingestPort'
  | 'maxBitrate'
  | 'maxLatency'
  | 'minLatency'
  | 'name'
  | 'protocol'
  | 'sourceListenerAddress'
  | 'sourceListenerPort'
  | 'streamId'
  | 'vpcInterfaceName'
  | 'whitelistCidr'
> & { readonly decryption?: CfnFlow.EncryptionProperty };

/** A source in CloudFormation's terms. */
export function sourceSettings(
  protocol: SourceProtocolName,
  source: SourceConfiguration,
  decryptionRole: IRole | undefined,
): SourceSettings {
  const { api, encryption: kind } = protocolOf(protocol);
  if (api === null) throw new Error(`${protocol} cannot feed a flow: see the table of source protocols.`);
  return {
    name: source.name,
    protocol: api,
    ...defined({
      whitelistCidr: source.allow,
      vpcInterfaceName: source.overVpc ? vpcInterfaceName : undefined,
      // MediaConnect gives a Zixi source its port, and refuses one that is named (CDK, aws-mediaconnect-alpha).
      ingestPort: api === 'zixi-push' ? undefined : source.port,
      streamId: source.streamId,
      minLatency: source.minLatency,
      maxLatency: source.maxLatency,
      maxBitrate: source.maxBitrateMbps === undefined ? undefined : source.maxBitrateMbps * 1_000_000,
      sourceListenerAddress: source.listener?.address,
      sourceListenerPort: source.listener?.port,
    }),
    ...(source.encryption === undefined || decryptionRole === undefined
      ? {}
      : {
          decryption: {
            keyType: kind === 'static-key' ? 'static-key' : 'srt-password',
            roleArn: decryptionRole.roleArn,
            secretArn: source.encryption.secret,
            ...defined({ algorithm: source.encryption.algorithm }),
          },
        }),
  };
}

/** The keys that have a value: an absent key and one set to undefined are not the same to the compiler. */
function defined<T extends object>(values: T): { [K in keyof T]?: NonNullable<T[K]> } {
  const result: { [K in keyof T]?: NonNullable<T[K]> } = {};
  for (const key in values) {
    const value = values[key];
    if (value !== undefined && value !== null) result[key] = value;
  }
  return result;
}
