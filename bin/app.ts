import { bundlingHandlers } from './start-bundling.ts';
import { App } from 'aws-cdk-lib';
import { chosenFile } from './chosen-file.ts';
import { KnownError } from '../config/known-error.ts';
import { loadWithWarnings } from '../config/load-configuration.ts';
import { pathText } from '../config/problem.ts';
import { isRecord } from '../config/record.ts';
import { buildDeployment } from '../lib/deployment.ts';
import { addPolicyChecks } from '../lib/policy-checks.ts';
import { tooLargeTemplates } from '../lib/template-size.ts';

/** The CDK app. cdk.json has synthesize.mjs run it; `npx tsx bin/app.ts` runs it too, only slower. */
async function synthesize(): Promise<void> {
  // CDK's own template rules take longer than the rest of a synthesis together. The tests have them; see docs/configuration.md.
  const app = new App({ builtinCloudFormationValidation: process.env['CDK_VALIDATION'] === 'true' });
  addPolicyChecks(app);
  try {
    const { configuration, warnings } = loadWithWarnings(chosenFile(contextOf(app)));
    for (const { path, text } of warnings) console.error(`Warning: ${pathText(path)}: ${text}`);
    await bundlingHandlers;
    buildDeployment(app, configuration);
    for (const text of tooLargeTemplates(app.synth().stacks)) {
      console.error(text);
      process.exitCode = 1;
    }
  } catch (error) {
    if (!(error instanceof KnownError)) throw error;
    console.error(error.shown);
    process.exitCode = 1;
  }
}

function contextOf(app: App): Readonly<Record<string, unknown>> {
  const context: unknown = app.node.getAllContext();
  return isRecord(context) ? context : {};
}

void synthesize();
