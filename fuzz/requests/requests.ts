import fc from 'fast-check';
import { garbage, inherited, text, timeText } from '../input/garbage.ts';
import { nearly } from '../input/mutate.ts';
import { channelArn, channelArnOf, groupName, neighbourArn } from '../plane/deployment.ts';

const channels = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.constantFrom(channelArn, channelArn, 'channel-1', '1', neighbourArn, 'channel-2'),
  },
  {
    weight: 1,
    arbitrary: fc.constantFrom(channelArnOf(4711), channelArn.replace('aws', 'aws-cn'), 'channel'),
  },
  { weight: 1, arbitrary: text },
);
const groups = fc.oneof(
  { weight: 8, arbitrary: fc.constant(groupName) },
  { weight: 1, arbitrary: fc.constantFrom('News', 'x', `${groupName}#LOG`, ...inherited) },
  { weight: 1, arbitrary: text },
);
const sites = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom('A', 'B') },
  { weight: 1, arbitrary: fc.constantFrom('Z', 'site-A', ...inherited) },
  { weight: 1, arbitrary: text },
);
const flag = fc.boolean();
const seconds = fc.oneof(
  fc.integer({ min: 1, max: 900 }),
  fc.constantFrom(0, -1, 0.5, 2_592_000, 2_592_001, 1e15),
);
/** Few, so that the same comes again, with the same order and with others. */
const clientTokens = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 1, max: 5 }).map((number) => `token-of-somebody-${number}`) },
  { weight: 1, arbitrary: fc.oneof(text, fc.uuid()) },
);
const cursors = fc.oneof(
  fc.constantFrom(
    '2026-11-21T12:00:00.000Z#id-1',
    '2026-11-21T12:01:00.000Z#order/id-40@3/log',
    '9999-12-31T23:59:59.999Z#~',
    '0000-00-00T00:00:00.000Z#x',
    '2026-02-31T12:00:00.000Z#x',
    '~',
  ),
  text,
);

const order = {
  by: fc.oneof(fc.constantFrom('ann', 'bob', 'automation', 'Аutomation', 'the failover bot'), text),
  reason: fc.oneof(fc.constantFrom('maintenance', 'test'), text),
  dryRun: flag,
  clientToken: clientTokens,
};
const scope = { channel: channels, group: groups };

/** A request with these keys always, and any of the others. */
function request(
  command: string,
  needed: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  others: Readonly<Record<string, fc.Arbitrary<unknown>>> = {},
): fc.Arbitrary<unknown> {
  return fc
    .record({ ...needed, ...others }, { requiredKeys: Object.keys(needed) })
    .map((given) => ({ command, ...given }));
}

const oneOf = (of: Readonly<Record<string, fc.Arbitrary<unknown>>>) => Object.entries(of);
/** Of a channel or of a group; of both or none only now and then, by what is changed of it. */
const scoped = (
  command: string,
  needed: Readonly<Record<string, fc.Arbitrary<unknown>>>,
  others: Readonly<Record<string, fc.Arbitrary<unknown>>>,
) => fc.oneof(...oneOf(scope).map(([key, names]) => request(command, { [key]: names, ...needed }, others)));

const at = timeText;

/** Every command of the protocol (`control/operator/protocol.ts`), nearly right. */
const commands: fc.Arbitrary<unknown> = fc.oneof(
  request('list', {}),
  request('status', { channel: channels }),
  request('switch', { channel: channels, to: sites }, { at, force: flag, ...order }),
  request('switch', { channel: channels, to: sites }, { force: flag, ...order }),
  request('cancel', { channel: channels }, order),
  scoped('hold', { reason: order.reason }, { ...order, forSeconds: seconds }),
  scoped('release', {}, order),
  request('enable', { group: groups, site: sites }, order),
  request('disable', { group: groups, site: sites }, order),
  scoped(
    'history',
    {},
    {
      limit: fc.oneof(fc.integer({ min: 1, max: 200 }), fc.constantFrom(0, 201, 1.5)),
      since: timeText,
      cursor: cursors,
    },
  ),
);

/** A request as somebody may give it to the operator function. */
export const requests: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 12, arbitrary: nearly(commands) },
  { weight: 1, arbitrary: garbage },
);
