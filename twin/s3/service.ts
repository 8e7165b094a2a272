import { createHash } from 'node:crypto';
import { escapeXml } from '../gateway/query-protocol.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { RequiredPermission, ServiceCall, ServiceReply, TwinService } from '../gateway/service.ts';
import type { S3Store } from './store.ts';

/** Where a call goes: path-style, as clients ask an endpoint that is an address. */
interface Target {
  readonly bucket: string;
  readonly key: string;
  readonly query: URLSearchParams;
}

type Operation = (target: Target, call: ServiceCall) => ServiceReply;

/** S3, as far as it takes to keep the CDK's assets: buckets are made by templates, objects are put, looked for, read and deleted. */
export class S3Service implements TwinService {
  readonly signingName = 's3';
  readonly #store: S3Store;
  readonly #region: string;
  readonly #operations: Readonly<Record<string, Operation>>;

  constructor(store: S3Store, region: string) {
    this.#store = store;
    this.#region = region;
    this.#operations = {
      ListBuckets: () =>
        xml(
          `<ListAllMyBucketsResult><Buckets>${store.buckets.map((name) => `<Bucket><Name>${escapeXml(name)}</Name></Bucket>`).join('')}</Buckets></ListAllMyBucketsResult>`,
        ),
      HeadBucket: ({ bucket }) => {
        this.#objects(bucket);
        return { status: 200, headers: { 'x-amz-bucket-region': this.#region }, body: '' };
      },
      GetBucketLocation: ({ bucket }) => {
        this.#objects(bucket);
        return xml(`<LocationConstraint>${this.#region}</LocationConstraint>`);
      },
      GetBucketEncryption: ({ bucket }) => {
        this.#objects(bucket);
        return xml(
          '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>',
        );
      },
      ListObjectsV2: (target) => this.#list(target),
      PutObject: ({ bucket, key }, call) => {
        const body = plainBody(call);
        this.#objects(bucket).set(key, body);
        return { status: 200, headers: { etag: etagOf(body) }, body: '' };
      },
      GetObject: ({ bucket, key }) => {
        const body = this.#object(bucket, key);
        return { status: 200, headers: { etag: etagOf(body) }, body };
      },
      HeadObject: ({ bucket, key }) => ({
        status: 200,
        headers: { etag: etagOf(this.#object(bucket, key)) },
        body: '',
      }),
      DeleteObject: ({ bucket, key }) => {
        this.#objects(bucket).delete(key);
        return { status: 204, headers: {}, body: '' };
      },
    };
  }

  operationOf(call: Omit<ServiceCall, 'operation'>): string | undefined {
    const { bucket, key, query } = targetOf(call);
    if (bucket === '') return call.method === 'GET' ? 'ListBuckets' : undefined;
    if (key === '') {
      if (call.method === 'HEAD') return 'HeadBucket';
      if (call.method !== 'GET') return undefined;
      if (query.has('location')) return 'GetBucketLocation';
      return query.has('encryption') ? 'GetBucketEncryption' : 'ListObjectsV2';
    }
    return { PUT: 'PutObject', GET: 'GetObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' }[call.method];
  }

  permissionsFor(call: ServiceCall): readonly RequiredPermission[] {
    const { bucket, key } = targetOf(call);
    const action = actions[call.operation ?? ''] ?? call.operation ?? '';
    if (bucket === '') return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
    return [{ action: `s3:${action}`, resource: `arn:aws:s3:::${key === '' ? bucket : `${bucket}/${key}`}` }];
  }

  handle(call: ServiceCall): Promise<ServiceReply> {
    const operation = this.#operations[call.operation ?? ''];
    if (operation === undefined) throw new ServiceError(501, 'NotImplemented', `${call.method} ${call.url}`);
    return Promise.resolve(operation(targetOf(call), call));
  }

  error(status: number, code: string, message: string): ServiceReply {
    return {
      ...xml(
        `<Error><Code>${escapeXml(code === 'AccessDeniedException' ? 'AccessDenied' : code)}</Code><Message>${escapeXml(message)}</Message></Error>`,
      ),
      status,
    };
  }

  #objects(bucket: string): Map<string, Buffer> {
    const objects = this.#store.objects(bucket);
    if (objects !== undefined) return objects;
    throw new ServiceError(404, 'NoSuchBucket', `The specified bucket does not exist: ${bucket}`);
  }

  #object(bucket: string, key: string): Buffer {
    const body = this.#objects(bucket).get(key);
    if (body !== undefined) return body;
    throw new ServiceError(404, 'NoSuchKey', `The specified key does not exist: ${key}`);
  }

  #list({ bucket, query }: Target): ServiceReply {
    const prefix = query.get('prefix') ?? '';
    const found = [...this.#objects(bucket)]
      .filter(([key]) => key.startsWith(prefix))
      .slice(0, Number(query.get('max-keys') ?? 1000));
    const contents = found.map(
      ([key, body]) => `<Contents><Key>${escapeXml(key)}</Key><Size>${body.length}</Size></Contents>`,
    );
    return xml(
      `<ListBucketResult><Name>${escapeXml(bucket)}</Name><KeyCount>${found.length}</KeyCount><IsTruncated>false</IsTruncated>${contents.join('')}</ListBucketResult>`,
    );
  }
}

/** Operations whose permission has another name. */
const actions: Readonly<Record<string, string>> = {
  ListObjectsV2: 'ListBucket',
  HeadBucket: 'ListBucket',
  HeadObject: 'GetObject',
  GetBucketEncryption: 'GetEncryptionConfiguration',
};

function targetOf({ url }: Pick<ServiceCall, 'url'>): Target {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const [bucket = '', ...key] = pathname.slice(1).split('/').map(decodeURIComponent);
  return { bucket, key: key.join('/'), query: searchParams };
}

/** Clients that sign a checksum after the body send it in chunks: `SIZE;…\r\nDATA\r\n`, then trailers (S3 API, "aws-chunked"). */
function plainBody({ headers, body }: ServiceCall): Buffer {
  if (headers['content-encoding']?.includes('aws-chunked') !== true) return body;
  const chunks: Buffer[] = [];
  let at = 0;
  for (;;) {
    const end = body.indexOf('\r\n', at);
    const size = Number.parseInt(body.toString('latin1', at, end), 16);
    if (end < 0 || !(size > 0)) return Buffer.concat(chunks);
    chunks.push(body.subarray(end + 2, end + 2 + size));
    at = end + 2 + size + 2;
  }
}

const etagOf = (body: Buffer): string => `"${createHash('md5').update(body).digest('hex')}"`;

const xml = (body: string): ServiceReply => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0" encoding="UTF-8"?>${body}`,
});
