/**
 * `*` is any run of characters; `\*` and `\\` are the characters themselves (EventBridge User Guide, "Wildcard matching").
 */
export const matchesEventWildcard = (pattern: string, text: string): boolean => {
  let expression = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    const next = pattern.charAt(at + 1);
    if (character === '\\' && (next === '*' || next === '\\')) {
      expression += `\\${next}`;
      at += 1;
    } else {
      expression += character === '*' ? '.*' : character.replace(/[.+?^${}()|[\]\\/]/, '\\$&');
    }
  }
  return new RegExp(`^${expression}$`, 's').test(text);
};

/** Whether it is one that EventBridge takes: no two stars in a row, and no backslash before anything but a star or a backslash. */
export const isEventWildcard = (pattern: string): boolean =>
  !/\*\*|\\/.test(pattern.replaceAll(/\\[*\\]/g, 'x'));
