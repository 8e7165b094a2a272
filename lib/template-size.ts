import { statSync } from 'node:fs';

/** CloudFormation takes no larger template from S3, where the CDK puts it (CloudFormation quotas: 1 MB). */
const templateBytesMax = 1_000_000;

/** As CDK's assembly has it. */
interface SynthesizedStack {
  readonly stackName: string;
  readonly templateFullPath: string;
}

/**
 * What is wrong with templates that are too large to be deployed. The configuration's limits count channels; how long the names of their
 * flows and attachments are shows only here.
 */
export function tooLargeTemplates(stacks: readonly SynthesizedStack[]): readonly string[] {
  return stacks.flatMap(({ stackName, templateFullPath }) => {
    const { size } = statSync(templateFullPath);
    return size <= templateBytesMax
      ? []
      : [
          `The template of ${stackName} is too large for CloudFormation: ${kilobytes(size)} kB. Allowed: ${kilobytes(templateBytesMax)} kB. ` +
            'Divide the channels over several files, each a deployment with a name of its own.',
        ];
  });
}

function kilobytes(bytes: number): string {
  return Math.ceil(bytes / 1000).toLocaleString('en');
}
