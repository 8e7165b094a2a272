import type { ChannelConfiguration, Configuration } from '../../config/configuration.ts';
import type { ExpectedChannel, ExpectedSite } from './facts.ts';

/**
 * The channel of a configuration that is called so, by its ARN, its id or its name.
 * @returns undefined where the configuration has none
 */
export function configuredChannel(
  { channels }: Configuration,
  called: string,
): ChannelConfiguration | undefined {
  return channels.find(
    ({ name, existing }) =>
      name === called || existing?.arn === called || existing?.arn.split(':').at(-1) === called,
  );
}

/** What a configuration wants of one of its channels. */
export function expectedChannel(
  { groups }: Configuration,
  { group, existing, inputs }: ChannelConfiguration,
): ExpectedChannel {
  const configured = groups[group];
  if (configured === undefined) throw new Error(`The configuration has no group ${group}.`);
  const sites = configured.sites.map((name): ExpectedSite => {
    const input = inputs[name];
    // The deployment names an attachment of its own making after the site.
    return { name, attachment: input?.attachment ?? name, flows: input?.flows ?? null };
  });
  return {
    group,
    pipelines: existing?.class === 'single-pipeline' ? 1 : 2,
    sites,
    policy: configured.policy,
  };
}
