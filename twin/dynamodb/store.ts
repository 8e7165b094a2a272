import { Agent, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import dynalite from 'dynalite';
import type { ServiceReply } from '../gateway/service.ts';

/** The dynalite engine: DynamoDB's items, expressions and validation, kept in memory. */
export class DynamoStore {
  readonly #server: Server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });
  readonly #agent = new Agent({ keepAlive: true });

  /** dynalite speaks only HTTP, so it listens too: on loopback, and only for the service in front of it. */
  async open(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, '127.0.0.1', resolve);
    });
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    this.#server.closeAllConnections();
    await new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
  }

  /** Has dynalite do one operation; `body` is its JSON as the client sent it. */
  call(operation: string, body: Buffer | string): Promise<ServiceReply> {
    const { port } = this.#server.address() as AddressInfo;
    return new Promise((resolve, reject) => {
      const outgoing = request(
        {
          host: '127.0.0.1',
          port,
          agent: this.#agent,
          method: 'POST',
          headers: {
            'content-type': 'application/x-amz-json-1.0',
            'content-length': Buffer.byteLength(body),
            'x-amz-target': `DynamoDB_20120810.${operation}`,
            'x-amz-date': '20200101T000000Z',
            // dynalite wants the three parts of a signature and looks no closer.
            authorization:
              'AWS4-HMAC-SHA256 Credential=twin/20200101/x/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
          },
        },
        (incoming) => {
          const chunks: Buffer[] = [];
          incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () => {
            resolve({
              status: incoming.statusCode ?? 500,
              headers: { 'content-type': 'application/x-amz-json-1.0' },
              body: Buffer.concat(chunks),
            });
          });
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  }
}
