import { flowArn, minimal } from './minimal.ts';

export const groups = (policy: object) => ({ groups: { news: { sites: ['A', 'B'], ...policy } } });
export const [channel] = minimal.channels;
export const channels = (change: object) => ({ channels: [{ ...channel, ...change }] });

/** One change to a good configuration each, and what the message about it must say. */
export const refusals: readonly [what: string, change: object, message: RegExp][] = [
  ['a misspelt key at the top', { nmae: 'x' }, /^ {2}nmae .*no such key.*Did you mean "name"\?/m],
  ['a misspelt key in a policy', groups({ secondlook: true }), /groups\.news\.secondlook.*"secondLook"/],
  ['a misspelt key in a section', groups({ budget: { withn: '1h' } }), /budget\.withn.*"within"/],
  [
    'an unknown key unlike any other',
    groups({ budget: { xyzzy: 1 } }),
    /budget\.xyzzy.*Allowed: switches, within\./,
  ],
  [
    'a lead for an immediate start',
    groups({ start: { type: 'immediate', lead: '20s' } }),
    /start\.lead.*no such key/,
  ],
  ['a missing name', { name: undefined }, /^ {2}name: is missing/m],
  [
    'a name with a space',
    { name: 'my failover' },
    /"my failover" cannot be the name of a deployment.*Allowed: letters/,
  ],
  ['a name that is too long', { name: 'x'.repeat(41) }, /too long \(41 characters\)\. Allowed: 40/],
  [
    'an account id that YAML read as a number',
    { account: 123456789012 },
    /account.*123456789012 is not a text\. Put it in quotes/,
  ],
  ['an account id of 11 digits', { account: '12345678901' }, /account.*Give its 12 digits in quotes/],
  ['a region of another form', { region: 'ireland' }, /region.*"ireland" is not the name of a region/],
  [
    'an address that is none',
    { notifications: { emails: ['night shift'] } },
    /emails\[0\].*"night shift" is not an e-mail/,
  ],
  [
    'an alias in place of a key',
    { notifications: { keyArn: 'arn:aws:kms:eu-west-1:000000000000:alias/failover' } },
    /notifications\.keyArn.*is not the ARN of a KMS key.*arn:aws:kms:REGION:ACCOUNT:key\/ID; an alias will not do/,
  ],
  [
    'a key of another region',
    { notifications: { keyArn: 'arn:aws:kms:us-east-1:000000000000:key/1' } },
    /notifications\.keyArn.*is in us-east-1, the deployment in eu-west-1\. Give a key of that region/,
  ],
  [
    'a duration without unit',
    groups({ verify: 10 }),
    /verify.*10 is not a duration.*"3s".*Allowed: 1s to 10m/,
  ],
  ['a duration in words', groups({ verify: 'ten seconds' }), /verify.*"ten seconds" is not a duration/],
  [
    'a lead that MediaLive would refuse',
    groups({ start: { type: 'fixed', lead: '15s' } }),
    /start\.lead.*"15s" is too short\. Allowed: 15\.25s to .*less than 15 s ahead.*immediate/,
  ],
  [
    'a window beyond all measure',
    groups({ flow: { confirm: '2h' } }),
    /flow\.confirm.*"2h" is too long\. Allowed: 0s to 1h/,
  ],
  [
    'a choice that is none',
    groups({ failoverOn: 'all' }),
    /failoverOn.*Allowed: all-pipelines, any-pipeline/,
  ],
  ['a choice misspelt', groups({ targetChoice: 'prioritised' }), /Did you mean "prioritized"\?/],
  [
    'an alert type that MediaLive does not have',
    groups({ alerts: { 'Stopped Receiving UDP Inputs': {} } }),
    /Did you mean "Stopped Receiving UDP Input"\?/,
  ],
  [
    'an alert that speaks of an output',
    groups({ alerts: { 'Output Group is Paused': {} } }),
    /"Output Group is Paused" is not one/,
  ],
  [
    'no evidence at all',
    groups({ alerts: {}, flow: { countsOnAir: false } }),
    /alerts.*nothing would ever cause a failover/,
  ],
  ['a flag in quotes', groups({ secondLook: 'yes' }), /secondLook.*"yes" is not true or false/],
  [
    'a budget of nothing',
    groups({ budget: { switches: 0 } }),
    /switches.*: 0 is not allowed\. Allowed: 1 to 100.*hold/,
  ],
  ['a budget of half a switch', groups({ budget: { switches: 1.5 } }), /switches.*whole number/],
  [
    'hours that are none',
    groups({ failback: { hours: '2-4' } }),
    /hours.*"2-4" is not a part of the day.*"02:00-04:00"/,
  ],
  ['hours of no length', groups({ failback: { hours: '02:00-02:00' } }), /hours.*two different times/],
  ['a group of one', { groups: { news: { sites: ['A'] } } }, /sites.*two sites or more/],
  ['a site named twice', { groups: { news: { sites: ['A', 'B', 'A'] } } }, /sites\[2\].*"A" is given twice/],
  ['no channel', { channels: [] }, /channels.*at least one channel/],
  [
    'a channel of no group',
    channels({ group: 'nws' }),
    /channels\[0\]\.group.*no failover group "nws".*Did you mean "news"/,
  ],
  ['a channel from nowhere', channels({ existing: undefined }), /channels\[0\].*say which channel/],
  [
    'a channel that is no ARN',
    channels({ existing: { arn: '1234567' } }),
    /existing\.arn.*"1234567" is not the ARN of a MediaLive channel/,
  ],
  ['a missing site', channels({ inputs: { A: channel?.inputs.A } }), /inputs.*"B" is missing/],
  [
    'a site the failover group does not have',
    channels({ inputs: { ...channel?.inputs, C: { attachment: 'site-c' } } }),
    /inputs\.C.*"C" is not a site of this channel/,
  ],
  [
    'one flow for two pipelines',
    channels({ inputs: { ...channel?.inputs, B: { attachment: 'site-b', flows: [flowArn('b0')] } } }),
    /inputs\.B\.flows.*standard channel takes two flows.*1 given/,
  ],
  [
    'two flows for one pipeline',
    channels({ existing: { ...channel?.existing, class: 'single-pipeline' } }),
    /inputs\.A\.flows.*single-pipeline channel takes one flow.*2 given/,
  ],
  [
    'a flow behind two pipelines',
    channels({
      inputs: { ...channel?.inputs, B: { attachment: 'site-b', flows: [flowArn('b0'), flowArn('a1')] } },
    }),
    /inputs\.B\.flows\[1\].*given twice.*flow of its own/,
  ],
  [
    'a flow that is no ARN',
    channels({ inputs: { ...channel?.inputs, B: { attachment: 'site-b', flows: ['b0', { arn: 'b1' }] } } }),
    /flows\[0\].*"b0" is not the ARN[^]*flows\[1\]\.arn.*"b1" is not the ARN/,
  ],
  [
    'a flow in another region',
    channels({
      inputs: {
        ...channel?.inputs,
        B: { attachment: 'site-b', flows: [flowArn('b0', 'us-east-1:000000000000'), flowArn('b1')] },
      },
    }),
    /flows\[0\].*is in us-east-1 .*deployment in eu-west-1/,
  ],
  [
    'a channel in another account',
    { account: '111122223333' },
    /existing\.arn.*account 000000000000.*111122223333/,
  ],
  [
    'two sites on one attachment',
    channels({ inputs: { A: channel?.inputs.A, B: { ...channel?.inputs.B, attachment: 'site-a' } } }),
    /inputs\.B\.attachment.*"site-a" is given twice/,
  ],
  ['two channels of one name', { channels: [channel, channel] }, /channels\[1\]\.name.*"one" is given twice/],
  [
    'one channel in two groups',
    { channels: [channel, { ...channel, name: 'two' }] },
    /channels\[1\]\.existing\.arn.*given twice/,
  ],
];
