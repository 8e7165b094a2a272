import { EventEmitter } from 'node:events';
import type { Server } from 'node:http';
import dynalite from 'dynalite';
import type { ServiceReply } from '../gateway/service.ts';

const contentType = 'application/x-amz-json-1.0';

/** The dynalite engine: DynamoDB's items, expressions and validation, kept in memory. */
export class DynamoStore {
  readonly #server: Server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });

  /**
   * Has dynalite do one operation; `body` is its JSON as the client sent it. dynalite is an HTTP server and nothing else, but
   * its requests need not come over a socket: it is handed what it reads of a request and what it writes of a response. Two
   * hops over the loopback for each call would be a quarter of a twin's work.
   */
  call(operation: string, body: Buffer | string): Promise<ServiceReply> {
    return new Promise((resolve) => {
      const request = Object.assign(new EventEmitter(), {
        method: 'POST',
        url: '/',
        headers: {
          'content-type': contentType,
          'x-amz-target': `DynamoDB_20120810.${operation}`,
          'x-amz-date': '20200101T000000Z',
          // dynalite wants the three parts of a signature and looks no closer.
          authorization:
            'AWS4-HMAC-SHA256 Credential=twin/20200101/x/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
        },
      });
      const response = {
        statusCode: 500,
        setHeader: () => undefined,
        end: (text = '') => {
          resolve({
            status: response.statusCode,
            headers: { 'content-type': contentType },
            body: text,
          });
        },
      };
      this.#server.emit('request', request, response);
      request.emit('data', Buffer.from(body));
      request.emit('end');
    });
  }
}
