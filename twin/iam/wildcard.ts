const special = /[.+^${}()|[\]\\]/g;

/** `*` is any run of characters, `?` any one (IAM User Guide, "Wildcards in …"). */
export const matchesWildcard = (pattern: string, text: string): boolean => {
  if (pattern === '*') {
    return true;
  }
  if (!pattern.includes('*') && !pattern.includes('?')) {
    return pattern === text;
  }
  const expression = expressions.get(pattern) ?? expressionOf(pattern);
  expressions.set(pattern, expression);
  return expression.test(text);
};

/** Every call is held to the same few patterns: those of the deployed policies. */
const expressions = new Map<string, RegExp>();

const expressionOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(special, '\\$&').replaceAll('*', '.*').replaceAll('?', '.')}$`, 's');

/** Service prefix and action name are not case-sensitive (IAM JSON policy elements: Action). */
export const matchesAction = (pattern: string, action: string): boolean =>
  matchesWildcard(pattern.toLowerCase(), action.toLowerCase());
