import { parseArgs } from 'node:util';
import { printVerdict } from '../verdict.ts';
import { blogRecipe } from './contenders/blog-recipe.ts';
import { oneAlertOneSwitch } from './contenders/one-alert-one-switch.ts';
import { ours } from './contenders/ours.ts';
import { PublishedScheduler } from './contenders/published-scheduler.ts';
import { faultsIn, legend, renderRatios, renderStandings, standingOf } from './scoreboard.ts';
import { play } from './tournament.ts';

/**
 * The scoreboard: this project and what else there is, through every trace of examples/traces, in the same modelled world on
 * virtual time, judged by the truth that stands beside each trace. `--traces` lists what went wrong where.
 */
const { values } = parseArgs({ options: { traces: { type: 'boolean', default: false } } });
process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';

const scheduler = await PublishedScheduler.open('1000001', ['site-a', 'site-b']);
try {
  const results = [];
  for (const contender of [ours, blogRecipe, oneAlertOneSwitch, ...scheduler.contenders]) {
    results.push({ name: contender.name, played: await play(contender) });
  }
  const standings = results.map(({ name, played }) => standingOf(name, played));
  console.log(`${renderStandings(standings)}\n\n${legend}\n\n${renderRatios(standings)}\n`);
  if (values.traces) {
    for (const { name, played } of results) {
      const faulty = played.filter((one) => faultsIn(one).length > 0);
      console.log(
        [name, ...faulty.map((one) => `  ${one.trace}: ${faultsIn(one).join('; ')}`), ''].join('\n'),
      );
    }
  }
  const [own] = standings;
  printVerdict(
    [
      { what: 'false switches of ours', measured: own?.falseSwitches ?? NaN },
      { what: 'missed outages of ours', measured: own?.missed ?? NaN },
      { what: 'actions of others that ours destroyed', measured: own?.destroyed ?? NaN },
      { what: 'stuck states of ours', measured: own?.stuck ?? NaN },
    ].map((claim) => ({ ...claim, unit: '', bound: 0 })),
  );
} finally {
  await scheduler.close();
}
