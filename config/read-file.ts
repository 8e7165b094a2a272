import { closeSync, openSync, readSync, statSync } from 'node:fs';

/**
 * Reads a file of which it is known how long it may be. Its kind and size are looked at first, and no more is read than is
 * allowed: a device or a pipe may have no end.
 * @throws Error saying why it cannot be read; of the file system's errors, their own.
 */
export function readFileAtMost(file: string, bytesMax: number): Buffer {
  const stats = statSync(file);
  // A pipe is what `<(command)` of a shell is.
  if (!stats.isFile() && !stats.isFIFO()) {
    throw new Error(`it is ${stats.isDirectory() ? 'a folder' : 'a device'}, and no file`);
  }
  const bytes = stats.size > bytesMax ? null : readAtMost(file, bytesMax);
  if (bytes === null) throw new Error(`it is too long: allowed are ${bytesMax} bytes`);
  return bytes;
}

/** The same of a text. */
export function readTextFile(file: string, bytesMax: number): string {
  return readFileAtMost(file, bytesMax).toString('utf8');
}

/** Null where there is more. */
function readAtMost(file: string, bytesMax: number): Buffer | null {
  const descriptor = openSync(file, 'r');
  try {
    const chunks: Buffer[] = [];
    let length = 0;
    while (length <= bytesMax) {
      const chunk = Buffer.alloc(65_536);
      const read = readSync(descriptor, chunk);
      if (read === 0) return Buffer.concat(chunks, length);
      chunks.push(chunk.subarray(0, read));
      length += read;
    }
    return null;
  } finally {
    closeSync(descriptor);
  }
}
