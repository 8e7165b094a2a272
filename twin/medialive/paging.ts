import { ApiError } from '../rest-json/api-error.ts';

export interface PageRequest {
  readonly MaxResults?: number | undefined;
  readonly NextToken?: string | undefined;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextToken: string | undefined;
}

/**
 * Cuts one page out of a list. The token names the last item given, not a position, so a list that changes between two
 * calls loses no item that was there all along and gives none twice.
 *
 * @param keyOf - a unique key; items come in the order of their keys
 * @param defaultSize - items a page when the caller names no number; AWS does not document its own
 */
export function page<Item>(
  list: readonly Item[],
  keyOf: (item: Item) => string,
  request: PageRequest,
  defaultSize: number,
): Page<Item> {
  const size = request.MaxResults ?? defaultSize;
  if (size < 1) throw new ApiError('BadRequestException', `'maxResults' must be at least 1, got ${size}.`);
  const after = request.NextToken === undefined ? undefined : decode(request.NextToken);
  const keyed = list.map((item) => ({ key: keyOf(item), item }));
  keyed.sort((a, b) => (a.key < b.key ? -1 : 1));
  const rest = after === undefined ? keyed : keyed.filter(({ key }) => key > after);
  const given = rest.slice(0, size);
  const last = given.at(-1);
  return {
    items: given.map(({ item }) => item),
    nextToken: rest.length > size && last !== undefined ? encode(last.key) : undefined,
  };
}

const mark = 'after:';

function encode(key: string): string {
  return Buffer.from(mark + key).toString('base64url');
}

function decode(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (text.startsWith(mark)) return text.slice(mark.length);
  throw new ApiError('BadRequestException', `'nextToken' is none that this service gave: '${token}'.`);
}
