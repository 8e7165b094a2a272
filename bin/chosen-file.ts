import { KnownError } from '../config/known-error.ts';
import { suggestion } from '../config/suggestion.ts';

/** What may be given with `-c`. */
const contextKeys = ['config', 'raisedQuotas'];

/**
 * The configuration's file, out of what the CDK was given with `-c`. There is no default: `cdk deploy` and `cdk destroy` would act on a
 * deployment that nobody named.
 * @throws KnownError where there is none, or where a key is misspelt and would have no effect.
 */
export function chosenFile(context: Readonly<Record<string, unknown>>): string {
  for (const key of Object.keys(context).filter((given) => !contextKeys.includes(given))) {
    const meant = suggestion(key, contextKeys);
    if (meant !== undefined) {
      throw new KnownError(
        `-c ${key}=… has no effect. Did you mean "${meant}"?`,
        `Allowed: ${contextKeys.join(', ')}.`,
      );
    }
  }
  const { config } = context;
  if (typeof config === 'string' && config !== '') return config;
  throw new KnownError(
    'No configuration is named, and there is no default: it says which deployment this is about.',
    'Name the file, like -c config=my-channels.yaml. Begin with a copy of examples/control-plane.yaml.',
  );
}
