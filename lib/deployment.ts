import type { App, Environment, Stack } from 'aws-cdk-lib';
import type { BuildConfiguration } from '../config/channel/build.ts';
import type { OutputConfiguration } from '../config/channel/outputs.ts';
import type { ChannelConfiguration, Configuration } from '../config/configuration.ts';
import type { GroundToCloudChannel } from '../config/ground-to-cloud.ts';
import { placeNamed } from '../config/place-named.ts';
import { warnOfQuotas } from './quotas/warn-of-quotas.ts';
import { ChannelStack } from './stacks/channel-stack.ts';
import { ContributionStack } from './stacks/contribution-stack.ts';
import { GroundToCloudStack } from './stacks/ground-to-cloud-stack.ts';
import { ControlPlaneStack, type ManagedChannel } from './stacks/control-plane-stack.ts';
import { OriginsStack } from './stacks/origins-stack.ts';

/** Puts the stacks of one configuration into the app, in the order in which they are deployed. */
export function buildDeployment(app: App, configuration: Configuration): readonly Stack[] {
  const deployment = new Deployment(app, configuration);
  const channels = configuration.channels.map((channel) => deployment.channel(channel));
  for (const channel of configuration.groundToCloud) deployment.groundToCloud(channel);
  if (channels.length > 0) deployment.controlPlane(channels);
  warnOfQuotas(deployment.stacks);
  return deployment.stacks;
}

/** The stacks by lifetime: what channels share, the contribution and the channel of each, and the control plane over all. */
class Deployment {
  readonly stacks: Stack[] = [];
  readonly #app: App;
  readonly #configuration: Configuration;
  readonly #env: Environment;
  readonly #origins: OriginsStack | undefined;

  constructor(app: App, configuration: Configuration) {
    this.#app = app;
    this.#configuration = configuration;
    this.#env = environmentOf(configuration);
    const count = sharedOrigins(configuration);
    const cdn = hasCdn(configuration);
    const onGround = configuration.groundToCloud.length > 0;
    if (count > 0 || cdn || onGround) {
      this.#origins = this.#keep(
        new OriginsStack(app, `${configuration.name}-origins`, {
          description: 'What the origins of live channels share',
          env: this.#env,
          deploymentName: configuration.name,
          count,
          notifications: onGround ? configuration.notifications : undefined,
        }),
      );
    }
  }

  channel(channel: ChannelConfiguration): ManagedChannel {
    const { name, group, existing, build, inputs } = channel;
    if (build !== undefined) return this.#build(channel, build);
    if (existing === undefined) throw new Error(`Channel ${name} is neither existing nor to be built.`);
    const flows = Object.values(inputs).flatMap((input) => input.flows.map(({ arn }) => ({ arn })));
    return { arn: existing.arn, name, group, inputs, flows, deadLetters: undefined };
  }

  groundToCloud(channel: GroundToCloudChannel): void {
    const topic = this.#origins?.topic;
    if (this.#origins === undefined || topic === undefined) {
      throw new Error(`There is no alarm topic for ${channel.name}.`);
    }
    this.#keep(
      new GroundToCloudStack(this.#app, `${this.#configuration.name}-${channel.name}-ground-to-cloud`, {
        description: `Live channel ${channel.name}: from encoders on the ground to viewers`,
        env: this.#env,
        deploymentName: this.#configuration.name,
        channel,
        origins: this.#origins,
        topic,
        logRetentionDays: this.#configuration.controlPlane.logDays,
      }),
    );
  }

  controlPlane(channels: readonly ManagedChannel[]): void {
    this.#keep(
      new ControlPlaneStack(this.#app, `${this.#configuration.name}-control-plane`, {
        description: 'Failover of MediaLive channels: watches, decides, switches',
        env: this.#env,
        configuration: this.#configuration,
        channels,
      }),
    );
  }

  #build({ name, group }: ChannelConfiguration, build: BuildConfiguration): ManagedChannel {
    const common = { channelName: name, build, env: this.#env };
    const { flows } = this.#contribution(name, common);
    const sites = this.#configuration.groups[group]?.sites ?? [];
    const { channel, deadLetters } = this.#keep(
      new ChannelStack(this.#app, `${this.#configuration.name}-${name}-channel`, {
        ...common,
        deploymentName: this.#configuration.name,
        description: `Live channel ${name}: inputs, encoder, origins`,
        flows,
        origins: build.outputs.some(isShared) ? this.#origins : undefined,
        logRetentionDays: this.#configuration.controlPlane.logDays,
        queueAdministrators: this.#configuration.controlPlane.queueAdministrators,
        eventRole: this.#configuration.controlPlane.eventRole,
      }),
    );
    const inputs = Object.fromEntries(
      sites.map((site) => [
        site,
        {
          attachment: site,
          flows: (flows.get(site) ?? []).map(({ flowArn, sourceCount }) => ({
            arn: flowArn,
            sources: sourceCount,
          })),
        },
      ]),
    );
    const watched = [...flows.values()]
      .flat()
      .map(({ flowArn, flowName }) => ({ arn: flowArn, name: flowName }));
    return { arn: channel.channelArn, name, group, inputs, flows: watched, deadLetters };
  }

  #contribution(
    name: string,
    common: ConstructorParameters<typeof ContributionStack>[2],
  ): Pick<ContributionStack, 'flows'> {
    const fed = Object.values(common.build.inputs).some(({ mediaconnect }) => mediaconnect !== undefined);
    if (!fed) return { flows: new Map() };
    return this.#keep(
      new ContributionStack(this.#app, `${this.#configuration.name}-${name}-contribution`, {
        ...common,
        description: `Contribution feeds of live channel ${name}`,
      }),
    );
  }

  #keep<S extends Stack>(stack: S): S {
    this.stacks.push(stack);
    return stack;
  }
}

/** How many MediaPackage v2 channel groups the deployment's outputs need. */
function sharedOrigins({ channels, groundToCloud }: Configuration): number {
  const outputs = channels.flatMap(({ build }) => build?.outputs ?? []);
  const packaged = outputs.filter(({ type }) => type === 'mediapackage-v2');
  const onGround = groundToCloud.filter(({ origin }) => origin.type === 'mediapackage-v2');
  return Math.max(0, ...packaged.map(({ secondOrigin }) => (secondOrigin ? 2 : 1)), ...onGround.map(() => 1));
}

/** Whether an output uses what the origins of the deployment share. */
const isShared = ({ cdn, type }: OutputConfiguration): boolean => cdn || type === 'mediapackage-v2';

/** Whether CloudFront stands before any output of the deployment. */
const hasCdn = ({ channels, groundToCloud }: Configuration): boolean =>
  [
    ...channels.flatMap(({ build }) => build?.outputs ?? []),
    ...groundToCloud.map(({ origin }) => origin),
  ].some(({ cdn }) => cdn);

/** Where the configuration says, else where its channels are, else where the credentials lead. */
function environmentOf(configuration: Configuration): Environment {
  const named = placeNamed(configuration);
  const account = named.account ?? process.env['CDK_DEFAULT_ACCOUNT'];
  const region = named.region ?? process.env['CDK_DEFAULT_REGION'];
  return { ...(account !== undefined && { account }), ...(region !== undefined && { region }) };
}
