import { ApiError } from '../rest-json/api-error.ts';

type Tags = Readonly<Record<string, string>>;

/** The tags of resources, by ARN. Asking for a resource that is not there is refused with 404. */
export interface TagStore {
  /** A resource has been made, with these tags. */
  made(arn: string, tags?: Tags): void;
  /** The resource is gone. */
  gone(arn: string): void;
  list(arn: string): Tags;
  add(arn: string, tags: Tags): object;
  remove(arn: string, keys: readonly string[]): object;
}

export function tagStore(): TagStore {
  const store = new Map<string, Tags>();
  const list = (arn: string): Tags => {
    const tags = store.get(arn);
    if (tags !== undefined) return tags;
    throw new ApiError('NotFoundException', `The resource '${arn}' does not exist.`);
  };
  return {
    made: (arn, tags = {}) => {
      store.set(arn, tags);
    },
    gone: (arn) => {
      store.delete(arn);
    },
    list,
    add: (arn, tags) => {
      store.set(arn, { ...list(arn), ...tags });
      return {};
    },
    remove: (arn, keys) => {
      store.set(arn, Object.fromEntries(Object.entries(list(arn)).filter(([key]) => !keys.includes(key))));
      return {};
    },
  };
}
