import { KnownError } from '../../config/known-error.ts';
import { openSynthesis } from '../../rehearsal/synthesis.ts';
import { standalone } from '../plan/standalone.ts';
import { warningsIn } from '../plan/warnings.ts';

/** What synthesizing the file warns of: quotas that it exceeds by default. @throws KnownError where it cannot be synthesized. */
export async function synthWarnings(file: string): Promise<readonly string[]> {
  const synthesis = openSynthesis();
  try {
    return warningsIn(
      await synthesis.assemblyOf({ text: standalone(file) }, new AbortController().signal),
    );
  } catch (error) {
    throw new KnownError(
      error instanceof Error ? error.message : String(error),
      'See docs/configuration.md.',
    );
  } finally {
    synthesis.close();
  }
}
