import { isJsonList, isJsonObject, parseJson, type JsonValue } from '../gateway/json-value.ts';

/** fauxqs has its account built in. */
const builtIn = '000000000000';

/** What belongs to senders: it is theirs, and its digest goes with it. */
const ofSenders = /^(?:MessageBody|Body|Message|MessageAttributes|MessageAttribute|Subject)\b/;

/** Renames the account in ARNs, URLs and policies on the way to fauxqs and back; messages stay as they are. */
export class FauxqsAccount {
  readonly #account: string;

  constructor(account: string) {
    this.#account = account;
  }

  inside(body: string, contentType: string): string {
    return this.#renamed(body, contentType, (text) => text.replaceAll(this.#account, builtIn));
  }

  outside(body: string, contentType: string): string {
    return this.#renamed(body, contentType, (text) => text.replaceAll(builtIn, this.#account));
  }

  #renamed(body: string, contentType: string, rename: (text: string) => string): string {
    if (this.#account === builtIn || body === '') return body;
    if (contentType.includes('json')) return JSON.stringify(inValues(parseJson(body), rename));
    if (!contentType.includes('urlencoded')) return rename(body);
    const given = new URLSearchParams(body);
    for (const [name, value] of [...given]) {
      if (!ofSenders.test(ownName(name))) given.set(name, rename(value));
    }
    return given.toString();
  }
}

/** `Message` of `PublishBatchRequestEntries.member.1.Message`. */
function ownName(name: string): string {
  return name.replace(/^PublishBatchRequestEntries\.member\.\d+\./, '');
}

function inValues(value: JsonValue, rename: (text: string) => string): JsonValue {
  if (typeof value === 'string') return rename(value);
  if (isJsonList(value)) return value.map((item) => inValues(item, rename));
  if (!isJsonObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, ofSenders.test(key) ? item : inValues(item, rename)]),
  );
}
