import * as v from 'valibot';
import type { Fetch } from '../custom-resources/answer.ts';
import {
  customResourceRequest,
  InvalidResource,
  parseProperties,
  readRequest,
} from '../custom-resources/request.ts';
import { runResource } from '../custom-resources/run-resource.ts';
import type { Logger } from '../ports/logger.ts';
import { errorText, nameOfError } from './error-text.ts';

/** One of the two places where a MediaPackage v1 channel takes its content in. */
export interface IngestEndpoint {
  readonly id: string;
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

export interface IngestDeps {
  readonly logger: Logger;
  readonly fetch: Fetch;
  readonly endpointsOf: (channelId: string) => Promise<readonly IngestEndpoint[]>;
  readonly keep: (secretArn: string, value: string) => Promise<void>;
}

/** The secrets take the user name and password, one for each ingest endpoint. */
export const ingestProperties = v.object({
  ChannelId: v.pipe(v.string(), v.nonEmpty()),
  Secrets: v.pipe(v.array(v.string()), v.length(2, 'Secrets: one for each of the two ingest endpoints.')),
});
type Properties = v.InferOutput<typeof ingestProperties>;

/**
 * Takes the credentials of a channel's ingest endpoints to where encoders' operators may read them, and the addresses, which
 * are no secret, to the template: CloudFormation itself shows neither. Nothing is deleted, since the secrets are the template's.
 */
export async function giveOut(deps: IngestDeps, event: unknown): Promise<{ readonly resource: string }> {
  const request = readRequest(customResourceRequest, event);
  const { LogicalResourceId: resource } = request;
  await runResource(
    deps.fetch,
    request,
    async (named) => {
      if (request.RequestType === 'Delete') return {};
      if (request.RequestType === 'Create') named(resource);
      return handOver(deps, parseProperties(ingestProperties, request.ResourceProperties));
    },
    (error) => {
      const reason =
        error instanceof InvalidResource
          ? error.message
          : `The ingest function failed (${errorText(error)}). Mend what it names; deploying again repeats the request safely.`;
      deps.logger.error('The credentials could not be given out', { LogicalResourceId: resource, reason });
      return reason;
    },
  );
  return { resource };
}

async function handOver(
  deps: IngestDeps,
  { ChannelId, Secrets }: Properties,
): Promise<Record<string, string>> {
  const endpoints = await deps.endpointsOf(ChannelId);
  if (endpoints.length !== Secrets.length) {
    throw new InvalidResource(
      `MediaPackage channel ${ChannelId} has ${endpoints.length} ingest endpoints, not ${Secrets.length}. Make the channel anew.`,
    );
  }
  const pairs = endpoints.map(({ url, username, password }, index) => ({
    arn: Secrets[index] ?? '',
    value: JSON.stringify({ url, username, password }),
  }));
  for (const { arn, value } of pairs) await keep(deps, arn, value);
  deps.logger.info('The credentials were given out', {
    channel: ChannelId,
    endpoints: endpoints.map(({ id }) => id),
  });
  return Object.fromEntries(
    endpoints.flatMap(({ id, url }, index) => [
      [`Id${index}`, id],
      [`Url${index}`, url],
    ]),
  );
}

/** @throws Error that says which secret could not be written, and nothing that may hold its value. */
async function keep(deps: IngestDeps, secretArn: string, value: string): Promise<void> {
  try {
    await deps.keep(secretArn, value);
  } catch (error) {
    // eslint-disable-next-line preserve-caught-error -- a log shows the text of a cause as well
    throw new Error(`the secret ${secretArn} cannot be written: ${nameOfError(error)}`);
  }
}
