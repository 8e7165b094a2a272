// The truth beside each trace, held to the trace: it is what our policy is judged by.
import { describe, expect, it } from '@jest/globals';
import * as v from 'valibot';
import { expectedOf, traceNames, traceOf } from './corpus.ts';
import { wasLost } from './truth.ts';

const alertEvent = v.object({
  'detail-type': v.literal('MediaLive Channel Alert'),
  detail: v.object({
    alarm_state: v.picklist(['SET', 'CLEARED']),
    alert_type: v.string(),
    pipeline: v.picklist(['0', '1']),
  }),
});

const feedTrouble = ['Stopped Receiving UDP Input', 'Video Not Detected'];
const ms = (text: string) => Date.parse(text);

/** Alerts of lost feeds in a trace, delivered or not, with the site that the message names. */
function alertsIn(name: string) {
  return traceOf(name).flatMap(({ kind, line }) => {
    const parsed = v.safeParse(alertEvent, line);
    if (kind !== 'event' || !parsed.success) return [];
    const alert = parsed.output.detail;
    if (!feedTrouble.includes(alert.alert_type)) return [];
    const site = /\[site-(\w)\]/.exec(JSON.stringify(line))?.[1]?.toUpperCase();
    return [{ ...alert, at: line.time, site }];
  });
}

describe('the truth beside each trace', () => {
  it.each(traceNames)(
    '%s: a feed was lost when an alarm says so, and not when it says it is over',
    (name) => {
      const { truth } = expectedOf(name);
      for (const { alarm_state: state, pipeline, at, site = 'A' } of alertsIn(name)) {
        const others = alertsIn(name).filter((other) => other.at === at && other.pipeline === pipeline);
        // Of equal times the end is the later one: the loss was over within the second.
        const lost = state === 'SET' || others.some((other) => other.alarm_state === 'SET');
        const left = name === 'cleared-when-left' && state === 'CLEARED';
        // MediaLive takes a second to notice that packets have come back.
        const noticed = state === 'CLEARED' && wasLost(truth, { site, pipeline }, at - 1001);
        expect([state, wasLost(truth, { site, pipeline }, at) || noticed]).toEqual([
          state,
          lost || left || noticed,
        ]);
      }
    },
  );

  it.each(traceNames)('%s: our failovers are those that the truth demands', (name) => {
    const { truth, switches } = expectedOf(name);
    const failovers = switches.filter(({ kind }) => kind === 'failover');
    for (const { from, to, notBefore, notAfter } of failovers) {
      const escape = truth.escapes.find((one) => one.from <= ms(notBefore) && ms(notAfter) < one.by);
      expect(escape).toBeDefined();
      expect(wasLost(truth, { site: from ?? '', pipeline: '0' }, ms(notBefore))).toBe(true);
      expect(wasLost(truth, { site: to, pipeline: '0' }, ms(notAfter))).toBe(false);
    }
    // Where there was no failover, there was nothing to escape from.
    expect(failovers.length > 0).toBe(truth.escapes.length > 0);
  });

  it.each(traceNames)('%s: an outage is one until the time allowed has passed', (name) => {
    const { truth } = expectedOf(name);
    for (const { from, by } of truth.escapes) {
      expect(truth.lost.some((loss) => loss.from <= from && (loss.until ?? Infinity) > by)).toBe(true);
      expect(by - from).toBeGreaterThanOrEqual(45_000);
    }
  });
});
