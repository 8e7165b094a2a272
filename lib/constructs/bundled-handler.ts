import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Code } from 'aws-cdk-lib/aws-lambda';
import { bundleOf, functions } from '../handler-bundles.ts';

/**
 * The code of one function. Bundled by ourselves rather than through CDK's NodejsFunction, whose package runner costs most
 * of a second for each function.
 */
export function bundledHandler(folder: string): Code {
  return Code.fromAsset(join(functions, folder), {
    // By its result, so that an edited comment or test deploys nothing.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Required by the interface; bundling in a container never comes to pass.
      image: DockerImage.fromRegistry('scratch'),
      local: {
        tryBundle: (outputFolder) => {
          writeFileSync(join(outputFolder, 'index.js'), bundleOf(folder));
          return true;
        },
      },
    },
  });
}
