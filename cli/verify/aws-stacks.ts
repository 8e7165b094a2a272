import {
  CreateChangeSetCommand,
  DeleteChangeSetCommand,
  DescribeChangeSetCommand,
  DescribeStackResourcesCommand,
  DescribeStacksCommand,
  GetTemplateCommand,
  waitUntilChangeSetCreateComplete,
  type CloudFormationClient,
} from '@aws-sdk/client-cloudformation';
import { randomUUID } from 'node:crypto';
import type { Account, PlannedChange } from './account.ts';

/** CloudFormation works out a change set in seconds, a large one in a minute. */
const workedOutWithinSeconds = 180;

/** The stacks of an account, and what a change of one would do. */
export function awsStacks(client: CloudFormationClient): Pick<Account, 'stackOf' | 'template' | 'changesOf'> {
  return {
    stackOf: async (PhysicalResourceId) => {
      try {
        const { StackResources = [] } = await client.send(
          new DescribeStackResourcesCommand({ PhysicalResourceId }),
        );
        return StackResources[0]?.StackName ?? null;
      } catch (error) {
        // CloudFormation's answer where no stack has it (API reference, DescribeStackResources).
        if (error instanceof Error && error.name === 'ValidationError') return null;
        throw error;
      }
    },
    template: async (StackName) => {
      const { TemplateBody = '' } = await client.send(
        new GetTemplateCommand({ StackName, TemplateStage: 'Original' }),
      );
      return TemplateBody;
    },
    changesOf: async (StackName, TemplateBody) => {
      const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName }));
      const [stack] = Stacks;
      const ChangeSetName = `failover-verify-${randomUUID()}`;
      const set = { StackName, ChangeSetName };
      await client.send(
        new CreateChangeSetCommand({
          ...set,
          TemplateBody,
          Description: 'A question of failover verify. It is deleted at once and never carried out.',
          Capabilities: ['CAPABILITY_IAM', 'CAPABILITY_NAMED_IAM'],
          Parameters: (stack?.Parameters ?? []).map(({ ParameterKey }) => ({
            ParameterKey,
            UsePreviousValue: true,
          })),
        }),
      );
      try {
        await waitUntilChangeSetCreateComplete(
          { client, maxWaitTime: workedOutWithinSeconds, minDelay: 2 },
          set,
        );
        return await changesIn(client, set);
      } finally {
        await client.send(new DeleteChangeSetCommand(set));
      }
    },
  };
}

async function changesIn(
  client: CloudFormationClient,
  set: { readonly StackName: string; readonly ChangeSetName: string },
): Promise<readonly PlannedChange[]> {
  const changes: PlannedChange[] = [];
  let NextToken: string | undefined;
  do {
    const page = await client.send(new DescribeChangeSetCommand({ ...set, NextToken }));
    for (const { ResourceChange: change } of page.Changes ?? []) {
      changes.push({ type: change?.ResourceType ?? '', replacement: change?.Replacement });
    }
    ({ NextToken } = page);
  } while (NextToken !== undefined);
  return changes;
}
