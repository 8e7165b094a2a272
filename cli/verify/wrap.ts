/**
 * A name and a text beside it, broken at spaces so that no line is wider than `columns`, unless a word is.
 * @param indent - how many characters stand before the text, the name among them
 */
export function wrapped(name: string, text: string, indent: number, columns: number): string {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/)) {
    if (line !== '' && indent + line.length + 1 + word.length > columns) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line]
    .map((one, index) => `${(index === 0 ? name : '').padEnd(indent)}${one}`.trimEnd())
    .join('\n');
}
