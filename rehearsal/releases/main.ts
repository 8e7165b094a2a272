import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as v from 'valibot';
import { KnownError } from '../../config/known-error.ts';
import { rehearse } from '../rehearsal.ts';
import { runCommand } from '../run-command.ts';
import { openSynthesis } from '../synthesis.ts';
import { recordOf } from './record-of.ts';
import { recordFile } from './releases.ts';

const packageFile = join(import.meta.dirname, '..', '..', 'package.json');

/** Records the control plane of the present version, for the drills of the versions after it. */
await runCommand('record', async (interruption) => {
  const { version } = v.parse(
    v.object({ version: v.string() }),
    JSON.parse(readFileSync(packageFile, 'utf8')),
  );
  const file = recordFile(version);
  if (existsSync(file)) {
    throw new KnownError(`Release ${version} is recorded already. Give package.json the next version first.`);
  }
  const rehearsal = rehearse([]);
  const synthesis = openSynthesis();
  try {
    const assembly = await synthesis.assemblyOf(rehearsal, interruption);
    writeFileSync(file, recordOf(assembly, `${rehearsal.configuration.name}-control-plane`));
  } finally {
    synthesis.close();
  }
  console.log(`Recorded ${file}.`);
  return 0;
});
