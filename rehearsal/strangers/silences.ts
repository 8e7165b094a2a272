import {
  DeleteRuleCommand,
  DisableRuleCommand,
  PutRuleCommand,
  PutTargetsCommand,
  RemoveTargetsCommand,
} from '@aws-sdk/client-eventbridge';
import type { Application, FoundRule } from './application.ts';
import { mark } from './forgeries.ts';
import type { Way } from './way.ts';

/**
 * What nothing refuses: rules have no resource policy, so a person with `events:*` can have our rules bring nothing any more. The
 * reconciler, which EventBridge Scheduler runs, finds a loss all the same, and later.
 */
export function silences(application: Application): readonly Way[] {
  const { events, eventsQueue, arnOf, rule } = application;
  const way = (name: string, part: string, attempt: (found: FoundRule) => Promise<unknown>): Way => ({
    name,
    aim: 'delay',
    attempt: () => attempt(rule(part)),
  });
  return [
    way('disable our rule', '-live-', ({ name: Name }) => events.send(new DisableRuleCommand({ Name }))),
    way('give our rule another pattern', '-live-', ({ name: Name }) =>
      events.send(new PutRuleCommand({ Name, EventPattern: JSON.stringify({ source: ['my.app'] }) })),
    ),
    way('put a target without a role in the place of ours', '-live-', ({ name: Rule, targetId: Id }) =>
      events.send(new PutTargetsCommand({ Rule, Targets: [{ Id, Arn: arnOf(eventsQueue) }] })),
    ),
    way('remove the target of our rule and delete it', '-flow-', async ({ name: Rule, targetId }) => {
      await events.send(new RemoveTargetsCommand({ Rule, Ids: [targetId, mark] }));
      await events.send(new DeleteRuleCommand({ Name: Rule }));
    }),
  ];
}
