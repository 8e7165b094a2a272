/**
 * `npm run notice` writes NOTICE, which is part of the sources; `npm run bills` writes the bill of materials of each function into
 * bills/, which is not: it is made for those who keep account of what runs where.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { handlers, repository } from '../lib/handler-bundles.ts';
import { billOf } from './bill.ts';
import { metafileOf, packagesIn } from './contents.ts';
import { noticeOf } from './notice.ts';

const [what] = process.argv.slice(2);

switch (what) {
  case 'notice': {
    const metafiles = await Promise.all(Object.values(handlers).map((handler) => metafileOf(handler)));
    writeFileSync(join(repository, 'NOTICE'), noticeOf(metafiles.flatMap(packagesIn)));
    break;
  }
  case 'bills': {
    const folder = join(repository, 'bills');
    mkdirSync(folder, { recursive: true });
    for (const [name, handler] of Object.entries(handlers)) {
      writeFileSync(join(folder, `${name}.cdx.json`), await billOf(name, handler));
    }
    break;
  }
  default:
    process.stderr.write('Say what to write: notice or bills.\n');
    process.exitCode = 2;
}
