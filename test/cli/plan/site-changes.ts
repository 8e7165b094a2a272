import { flows, here, pair, rtp, there } from '../../config/sound-channel.ts';
import {
  base,
  confidence,
  file,
  inputs,
  merge,
  of,
  oneOfTwo,
  overVpc,
  policy,
  straight,
  twoSources,
  withMaintenance,
  type Change,
} from './change-files.ts';

/** Sites and how they are fed. */
export const siteChanges: readonly Change[] = [
  of('the priority of the sites', policy({ sites: ['B', 'A'] })),
  of('a site gets another name', {
    ...file({ inputs: { A: rtp, C: rtp } }),
    groups: { news: { sites: ['A', 'C'] } },
  }),
  of('both sites get other names', {
    ...file({ inputs: { C: rtp, D: rtp } }),
    groups: { news: { sites: ['C', 'D'] } },
  }),
  of('the order of build.inputs', file({ inputs: { B: rtp, A: rtp } })),
  of('the senders of a site', inputs(flows('rtp', [{ allow: there, port: 5000 }]))),
  of('the port of a source', inputs(flows('rtp', [{ allow: here, port: 5100 }]))),
  of('the protocol of a site with one source', inputs(flows('rist', [{ allow: here, port: 5000 }]))),
  of(
    'the protocol of a site with two sources',
    inputs(flows('rist', pair('rist'), merge)),
    inputs(twoSources),
    { between: inputs(oneOfTwo) },
  ),
  of('the name of the only source', inputs(flows('rtp', [{ name: 'feed', allow: here, port: 5000 }]))),
  of(
    'the most bit rate of a source',
    inputs(flows('rtp', [{ allow: here, port: 5000, maxBitrateMbps: 40 }])),
  ),
  of(
    'a second source is added',
    inputs(
      flows(
        'rtp',
        [
          { allow: here, port: 5000 },
          { name: 's1', allow: there, port: 5100 },
        ],
        merge,
      ),
    ),
  ),
  of('the second source is taken out', inputs(oneOfTwo), inputs(twoSources)),
  of(
    'the second source gets another name',
    inputs(flows('rtp', [pair('rtp')[0] ?? {}, { ...pair('rtp')[1], name: 'other' }], merge)),
    inputs(twoSources),
    { between: inputs(oneOfTwo) },
  ),
  of(
    'the senders of the second source',
    inputs(flows('rtp', [pair('rtp')[0] ?? {}, { ...pair('rtp')[1], allow: here }], merge)),
    inputs(twoSources),
  ),
  of(
    'merge becomes failover',
    inputs(flows('rtp', pair('rtp'), { sourceFailover: { mode: 'failover' } })),
    inputs(twoSources),
  ),
  of(
    'failover becomes merge',
    inputs(twoSources),
    inputs(flows('rtp', pair('rtp'), { sourceFailover: { mode: 'failover' } })),
  ),
  of(
    'the recovery window of merge',
    inputs(flows('rtp', pair('rtp'), { sourceFailover: { mode: 'merge', recoveryWindow: '300ms' } })),
    inputs(twoSources),
  ),
  of(
    'the first source becomes the primary',
    inputs(flows('rtp', pair('rtp'), { sourceFailover: { mode: 'failover', primary: 's0' } })),
    inputs(flows('rtp', pair('rtp'), { sourceFailover: { mode: 'failover' } })),
  ),
  of(
    'the second source becomes the primary',
    inputs(flows('rtp', pair('rtp'), { sourceFailover: { mode: 'failover', primary: 's1' } })),
    inputs(flows('rtp', pair('rtp'), { sourceFailover: { mode: 'failover' } })),
  ),
  of('flows become RTP straight into MediaLive', inputs(straight)),
  of('RTP straight into MediaLive becomes flows', base, inputs(straight)),
  of('the senders of RTP straight into MediaLive', inputs({ rtp: { allow: [there] } }), inputs(straight)),
  of(
    'another sender of RTP straight into MediaLive',
    inputs({ rtp: { allow: [here, there] } }),
    inputs(straight),
  ),
  of('a source comes over a VPC', inputs(overVpc())),
  of('the subnet of a VPC interface', inputs(overVpc({ subnet: 'subnet-4e5f6a7b' })), inputs(overVpc())),
  of(
    'the security groups of a VPC interface',
    inputs(overVpc({ securityGroups: ['sg-4e5f6a7b'] })),
    inputs(overVpc()),
  ),
  of('the day of the maintenance', inputs(withMaintenance('monday'))),
  of(
    'content quality is not watched',
    inputs({ mediaconnect: { ...rtp.mediaconnect, monitoring: { contentQuality: false } } }),
  ),
  of(
    'thumbnails of the flows are turned off',
    inputs({ mediaconnect: { ...rtp.mediaconnect, monitoring: { thumbnails: false } } }),
  ),
  of('a confidence output is added', confidence('gallery', 7000)),
  of('a confidence output is taken out', base, confidence('gallery', 7000)),
  of('a confidence output gets another port', confidence('gallery', 7100), confidence('gallery', 7000)),
  of('a confidence output gets another name', confidence('studio', 7000), confidence('gallery', 7000), {
    instead: confidence('studio', 7100),
  }),
  of('the Availability Zones', file({ availabilityZones: ['eu-west-1a', 'eu-west-1c'] })),
  of('the Availability Zones are exchanged', file({ availabilityZones: ['eu-west-1b', 'eu-west-1a'] })),
];
