import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cyclonedxEsbuildPlugin } from '@cyclonedx/cyclonedx-esbuild';
import { metafileOf } from './contents.ts';

interface Bill {
  readonly metadata: { readonly component: { readonly name: string } };
}

/**
 * The bill of materials of one function, CycloneDX 1.6 in JSON: the packages that are in its bundle, and no others. The same
 * sources and packages give the same bill, to the byte.
 * @throws Error where it is not valid by CycloneDX's schema.
 */
export async function billOf(folder: string, handler: string): Promise<string> {
  const scratch = mkdtempSync(join(tmpdir(), 'failover-bill-'));
  const file = join(scratch, 'bill.json');
  try {
    const plugin = cyclonedxEsbuildPlugin({
      specVersion: '1.6',
      outputFile: file,
      outputReproducible: true,
      validate: true,
      logLevel: 'silent',
    });
    await metafileOf(handler, plugin);
    return named(JSON.parse(readFileSync(file, 'utf8')) as Bill, folder);
  } finally {
    rmSync(scratch, { recursive: true });
  }
}

/** Who collects bills tells them apart by the name of what they are of: seven functions are made of one package. */
function named(bill: Bill, folder: string): string {
  const { metadata } = bill;
  const component = { ...metadata.component, name: `${metadata.component.name}-${folder}` };
  return `${JSON.stringify({ ...bill, metadata: { ...metadata, component } }, null, 2)}\n`;
}
