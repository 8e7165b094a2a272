import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A part of a document that the code has to say: between two comments that name it. */
export class GeneratedPart {
  readonly #file: string;
  readonly #name: string;

  /** @param document in docs/ */
  constructor(document: string, name: string) {
    this.#file = join(import.meta.dirname, '..', 'docs', document);
    this.#name = name;
  }

  read(): string {
    return this.#parts()[1];
  }

  /** As Prettier would have it. */
  async formatted(markdown: string): Promise<string> {
    const { format } = await import('prettier');
    return (await format(markdown, { parser: 'markdown' })).trim();
  }

  write(text: string): void {
    const [before, , after] = this.#parts();
    writeFileSync(this.#file, `${before}\n\n${text}\n\n${after}`);
  }

  #parts(): readonly [before: string, part: string, after: string] {
    const text = readFileSync(this.#file, 'utf8');
    const begin = `<!-- ${this.#name}: begin -->`;
    const from = text.indexOf(begin) + begin.length;
    const to = text.indexOf(`<!-- ${this.#name}: end -->`);
    return [text.slice(0, from), text.slice(from, to).trim(), text.slice(to)];
  }
}
