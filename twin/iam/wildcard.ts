const special = /[.+^${}()|[\]\\]/g;

/** `*` is any run of characters, `?` any one (IAM User Guide, "Wildcards in …"). */
export const matchesWildcard = (pattern: string, text: string): boolean => {
  if (pattern === '*') {
    return true;
  }
  const expression = pattern.replace(special, '\\$&').replaceAll('*', '.*').replaceAll('?', '.');
  return new RegExp(`^${expression}$`, 's').test(text);
};

/** Service prefix and action name are not case-sensitive (IAM JSON policy elements: Action). */
export const matchesAction = (pattern: string, action: string): boolean =>
  matchesWildcard(pattern.toLowerCase(), action.toLowerCase());
