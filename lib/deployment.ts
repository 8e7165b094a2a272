import type { App, Environment, Stack } from 'aws-cdk-lib';
import { placeOf } from '../config/arn.ts';
import type { Configuration } from '../config/configuration.ts';
import { ControlPlaneStack, type ManagedChannel } from './stacks/control-plane-stack.ts';

/** Puts the stacks of one configuration into the app. */
export function buildDeployment(app: App, configuration: Configuration): readonly Stack[] {
  const channels = configuration.channels.flatMap(existingChannel);
  const controlPlane = new ControlPlaneStack(app, `${configuration.name}-control-plane`, {
    description: 'Failover of MediaLive channels: watches, decides, switches',
    env: environmentOf(configuration),
    configuration,
    channels,
  });
  return [controlPlane];
}

function existingChannel({
  name,
  group,
  existing,
  inputs,
}: Configuration['channels'][number]): ManagedChannel[] {
  return existing === undefined ? [] : [{ arn: existing.arn, name, group, inputs }];
}

/** Where the configuration says, else where its channels are, else where the credentials lead. */
function environmentOf(configuration: Configuration): Environment {
  const arn = configuration.channels.find(({ existing }) => existing !== undefined)?.existing?.arn;
  const place = arn === undefined ? undefined : placeOf(arn);
  const account = configuration.account ?? place?.account ?? process.env['CDK_DEFAULT_ACCOUNT'];
  const region = configuration.region ?? place?.region ?? process.env['CDK_DEFAULT_REGION'];
  return {
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
  };
}
