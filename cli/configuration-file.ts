import type { Configuration } from '../config/configuration.ts';
import { loadConfiguration } from '../config/load-configuration.ts';
import { ConfigurationError } from '../config/problem.ts';
import { KnownError } from './known-error.ts';

/**
 * The configuration in a file, for a command.
 * @throws KnownError naming everything that is wrong with it.
 */
export function readConfiguration(file: string): Configuration {
  try {
    return loadConfiguration(file);
  } catch (error) {
    if (error instanceof ConfigurationError)
      throw new KnownError(error.message, 'See docs/configuration.md.');
    throw error;
  }
}
