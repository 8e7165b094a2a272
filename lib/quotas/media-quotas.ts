import type { Deployed } from './deployed-resources.ts';
import { mostOnOne, ofType, type Quota } from './quota.ts';

/** Inputs that are sent to: MediaLive counts flows among them (MediaLive User Guide, "Feature rules and limits", push inputs). */
const pushTypes = ['MEDIACONNECT', 'RTP_PUSH'];

function pushInputs(deployed: Deployed): number {
  return deployed.filter(
    ({ type, properties }) =>
      type === 'AWS::MediaLive::Input' && pushTypes.includes(String(properties['Type'])),
  ).length;
}

/** Codes: gruntwork-io/terraform-aws-utilities, `modules/request-quota-increase`, which is generated from Service Quotas (March 2026). */
const serviceQuotas = 'Service Quotas, as terraform-aws-utilities lists it (March 2026)';

/** MediaLive, MediaConnect and MediaPackage. */
export const mediaQuotas: readonly Quota[] = [
  {
    id: 'medialive-channels',
    service: 'MediaLive',
    name: 'Channels',
    code: 'L-D1AFAF75',
    byDefault: 5,
    of: 'the region',
    raisable: true,
    takes: '1 for each channel that is built',
    count: ofType('AWS::MediaLive::Channel'),
    source: `MediaLive User Guide, "Quotas" (2022), and ${serviceQuotas}`,
  },
  {
    id: 'medialive-push-inputs',
    service: 'MediaLive',
    name: 'Push Inputs',
    code: 'L-9E233AF7',
    byDefault: 5,
    of: 'the region',
    raisable: true,
    takes: '1 for each site of a channel: **three channels need an increase**',
    count: pushInputs,
    note: 'look at _MediaConnect Inputs_ (L-FBCE2FC3) as well',
    source: `MediaLive User Guide, "Quotas" (2022), and ${serviceQuotas}. MediaConnect Inputs is in the list since then; no source has its default, nor says whether flows still count as push inputs`,
  },
  {
    id: 'medialive-input-security-groups',
    service: 'MediaLive',
    name: 'Input Security Groups',
    code: 'L-6A0116BB',
    byDefault: 5,
    of: 'the region',
    raisable: true,
    takes: '1 for each `rtp` input',
    count: ofType('AWS::MediaLive::InputSecurityGroup'),
    source: `MediaLive User Guide, "Quotas" (2022), and ${serviceQuotas}`,
  },
  {
    id: 'mediaconnect-flows',
    service: 'MediaConnect',
    name: 'Flows',
    code: 'L-A99016A8',
    byDefault: 20,
    of: 'the region',
    raisable: true,
    takes: '2 for each site of a channel: **six channels need an increase**',
    count: ofType('AWS::MediaConnect::Flow'),
    source: `MediaConnect User Guide, "Quotas": 20 per AWS Region, can be raised; ${serviceQuotas}`,
  },
  {
    id: 'mediapackagev2-channel-groups',
    service: 'MediaPackage v2',
    name: 'Channel Groups',
    code: 'L-A7040149',
    byDefault: 3,
    of: 'the region',
    raisable: true,
    takes: '1, or 2 with a `secondOrigin`',
    count: ofType('AWS::MediaPackageV2::ChannelGroup'),
    source: `MediaPackage v2 User Guide, "Quotas": soft quota, 3 per account; ${serviceQuotas}`,
  },
  {
    id: 'mediapackagev2-channels',
    service: 'MediaPackage v2',
    name: 'Channels per channel group',
    code: 'L-55777135',
    byDefault: 10,
    of: 'each channel group',
    raisable: true,
    takes: '1 for each `mediapackage-v2` output',
    count: mostOnOne('AWS::MediaPackageV2::Channel', ({ ChannelGroupName }) => [ChannelGroupName]),
    source: `MediaPackage v2 User Guide, "Quotas": soft quota, 10 per channel group; ${serviceQuotas}`,
  },
  {
    id: 'mediapackage-channels',
    service: 'MediaPackage v1',
    name: 'Channels',
    code: 'L-352B8598',
    byDefault: 30,
    of: 'the region',
    raisable: true,
    takes: '1 for each `mediapackage-v1` output',
    count: ofType('AWS::MediaPackage::Channel'),
    source: `MediaPackage v1 User Guide, "Live content quotas": soft quota, 30; ${serviceQuotas}`,
  },
];
