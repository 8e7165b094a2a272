import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { buildSync } from 'esbuild';

const repository = join(import.meta.dirname, '..', '..');

/**
 * The code of one function: its `handler.ts` and all it needs in one file, the SDK included, taken from ES modules
 * (`mainFields`), which gives about half the size and start of the other ways. esbuild is called in this process rather
 * than through CDK's NodejsFunction, whose package runner costs most of a second for each function.
 */
export function bundledHandler(folder: string): Code {
  const source = join(repository, 'lambdas', folder);
  return Code.fromAsset(source, {
    // By its result, so that an edited comment or test deploys nothing.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Required by the interface; bundling in a container never comes to pass.
      image: DockerImage.fromRegistry('scratch'),
      local: {
        tryBundle: (outputFolder) => {
          buildSync({
            entryPoints: [join(source, 'handler.ts')],
            outfile: join(outputFolder, 'index.js'),
            absWorkingDir: repository,
            bundle: true,
            minify: true,
            platform: 'node',
            target: 'node20',
            format: 'cjs',
            mainFields: ['module', 'main'],
            charset: 'utf8',
            // Lambda hands a function its credentials in the environment; the other ways to find some are 100 kB.
            alias: {
              '@aws-sdk/credential-provider-node': join(
                repository,
                'lambdas/shared/adapters/environment-credentials.ts',
              ),
            },
            legalComments: 'none',
            logLevel: 'warning',
          });
          return true;
        },
      },
    },
  });
}
