import { atLeast, equals, exactly, happened, within, type Check } from '../check.ts';
import { awaitSwitch, failoverBudget, failoverChecks } from '../failover-checks.ts';
import { clearMs } from '../rehearsal.ts';
import type { Given, Scenario } from '../scenario.ts';
import type { DrillStage } from '../drill-stage.ts';
import { openApplication, type Application } from '../strangers/application.ts';
import { eventWays } from '../strangers/event-ways.ts';
import { forgeriesFor } from '../strangers/forgeries.ts';
import { doneTo, harmTo, ownDeadLetters, settingsOfQueues } from '../strangers/harm.ts';
import { queueWays } from '../strangers/queue-ways.ts';
import { besiege, resultOf, tallyOf, tryEach, tryOnce, type Tally } from '../strangers/siege.ts';
import { silences } from '../strangers/silences.ts';

/** With fewer the rehearsal proves less than it says. */
const waysMin = 30;
/** Enough to be seen; how long an attack is to be withstood is for `--for` to say. */
const shortlyMs = 60_000;
/** More than the budget, so that what comes late is measured, not missed. */
const graceMs = 15_000;
/** How long MediaConnect and the control plane may take to see that a site is well again. */
const wellAgainMs = 90_000;
/** The reconciler looks once a minute, and its look takes a moment. */
const reconcilerMs = 62_000;

/** A person who may do everything with queues and rules may do nothing with a channel. */
export const strangers: Scenario = {
  name: 'strangers',
  summary:
    'an application with sqs:* and events:* on everything tries to move, freeze and stop the channel, and A is lost meanwhile; then it silences the rules, and B is lost',
  eventRole: true,
  run: async (stage, given) => {
    const application = await openApplication(stage);
    try {
      const attacked = await attack(stage, application, given);
      return [...attacked, ...(await silence(stage, application))];
    } finally {
      application.close();
    }
  },
};

async function attack(
  stage: DrillStage,
  application: Application,
  { forMs = shortlyMs }: Given,
): Promise<readonly Check[]> {
  const forge = forgeriesFor(application);
  const tallies = [...queueWays(application, forge), ...eventWays(application, forge)].map(tallyOf);
  const settings = await settingsOfQueues(stage);
  const beganAt = Date.now();
  await tryEach(stage, tallies, 'A');
  let over = false;
  const siege = besiege(stage, tallies, () => over);
  await stage.rest(Math.max(0, beganAt + forMs / 2 - Date.now()));
  const zeroAt = stage.zero();
  stage.note(
    'attacker',
    `has tried each of ${tallies.length} ways by itself, and now tries all of them once a second`,
    'act',
  );
  const before = doneTo(stage, beganAt).filter(({ at }) => at < zeroAt);
  await stage.site('A').cut();
  const { at, checks } = await awaitSwitch(stage, 'B', failoverBudget(stage.rehearsal).ms + graceMs);
  await stage.site('A').resume();
  await stage.rest(Math.max(0, beganAt + forMs - Date.now()));
  over = true;
  await siege;
  const lastedMs = Date.now() - beganAt;
  // Delayed messages, if one was let in, are due by then.
  await stage.rest(6000);
  for (const tally of tallies) stage.note('attacker', resultOf(tally));
  return [
    ...succeeded(tallies),
    happened(`the attack lasted ${forMs / 1000} s`, lastedMs >= forMs),
    exactly('changes of the channel before the loss', before.length, 0),
    ...failoverChecks(stage, 'B', at),
    ...checks,
    exactly('people told: begins', stage.seen.told('switch-started', zeroAt).length, 1),
    // What costs calls of MediaLive would leave failovers none: an account has twenty a second.
    exactly('MediaLive calls for work that was forged', worked(stage, beganAt), 0),
    exactly('switches during the attack', stage.seen.switches.length, 1),
    exactly(
      'states that the channel went through',
      doneTo(stage, beganAt).filter(({ kind }) => kind === 'state').length,
      0,
    ),
    equals('harm to the channel after the attack', (await harmTo(stage, 'B')).join(', ') || 'none', 'none'),
    happened('the queues are set as before', (await settingsOfQueues(stage)) === settings),
    exactly('dead letters of ours', await ownDeadLetters(stage), 0),
  ];
}

/** Calls of the function that starts and stops the channel: no deployment is under way. */
function worked({ seen }: DrillStage, from: number): number {
  return seen.mediaLiveCalls('Lifecycle', from, Date.now()).length;
}

function succeeded(tallies: readonly Tally[]): readonly Check[] {
  const harmful = (aim: string) =>
    tallies.filter(({ way, harm }) => way.aim === aim && harm.length > 0).length;
  return [
    atLeast('ways tried again and again', tallies.filter(({ tried }) => tried > 1).length, waysMin),
    ...['move', 'freeze', 'stop'].map((aim) => exactly(`ways to ${aim} it that did harm`, harmful(aim), 0)),
  ];
}

/** What nothing refuses: our rules are changed, no event comes, and the loss of B is answered later. */
async function silence(stage: DrillStage, application: Application): Promise<readonly Check[]> {
  const well = await stage.until(() => isHealthy(stage, 'A'), wellAgainMs, 500);
  await stage.rest(clearMs(stage.rehearsal));
  const tallies = silences(application).map(tallyOf);
  for (const tally of tallies) await tryOnce(tally);
  for (const tally of tallies) stage.note('attacker', resultOf(tally), 'hold');
  const zeroAt = Date.now();
  await stage.site('B').cut();
  const { ms, why } = failoverBudget(stage.rehearsal);
  const at = await stage.bothOn('A', ms + reconcilerMs + graceMs);
  await stage.rest(3000);
  const lateMs = at === undefined ? undefined : at - zeroAt;
  return [
    happened('A is healthy again', well !== undefined),
    exactly(
      'ways that delay it: rules changed',
      tallies.filter(({ refused }) => refused === 0).length,
      tallies.length,
    ),
    within(
      'delays: both pipelines on A, with our rules silenced',
      lateMs,
      ms + reconcilerMs,
      `${why}, and ${reconcilerMs / 1000}`,
    ),
    equals('harm to the channel then', (await harmTo(stage, undefined)).join(', ') || 'none', 'none'),
    exactly('switches in all', stage.seen.switches.length, 2),
  ];
}

async function isHealthy(stage: DrillStage, site: string): Promise<boolean> {
  const group = (await stage.status())?.sites.find(({ name }) => name === site);
  const statuses = Object.values(group?.pipelines ?? {}).map(({ status }) => status);
  return statuses.length > 0 && statuses.every((status) => status === 'healthy');
}
