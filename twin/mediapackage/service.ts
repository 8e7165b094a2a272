import { jsonError, jsonReply } from '../gateway/json-protocol.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { RequiredPermission, ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';
import type { PackagedChannels } from './channels.ts';

const contentType = 'application/json';

/** MediaPackage v1, as far as it takes to be told where and as whom encoders deliver. */
export class MediaPackageService implements TwinService {
  readonly signingName = 'mediapackage';
  readonly #channels: PackagedChannels;

  constructor(channels: PackagedChannels) {
    this.#channels = channels;
  }

  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined {
    return call.method === 'GET' && idIn(call) !== undefined ? 'DescribeChannel' : undefined;
  }

  permissionsFor(call: ServiceCall): readonly RequiredPermission[] {
    const channel = this.#channels.find(idIn(call) ?? '');
    return [{ action: 'mediapackage:DescribeChannel', resource: channel?.arn ?? '*' }];
  }

  handle(call: ServiceCall): Promise<ServiceReply> {
    const id = idIn(call) ?? '';
    const channel = this.#channels.find(id);
    if (channel === undefined) {
      throw new ServiceError(404, 'NotFoundException', `No channel with id ${id} exists.`);
    }
    const { arn, ingestEndpoints } = channel;
    const hlsIngest = { ingestEndpoints: ingestEndpoints.map((endpoint) => ({ ...endpoint })) };
    return Promise.resolve(jsonReply(200, { id, arn, hlsIngest }, contentType));
  }

  error(status: number, code: string, message: string): ServiceReply {
    return jsonError(status, code, message, contentType);
  }
}

const idIn = ({ url }: Pick<ServiceCall, 'url'>): string | undefined => {
  const found = /^\/channels\/([^/?]+)$/.exec(url)?.[1];
  return found === undefined ? undefined : decodeURIComponent(found);
};
