import * as v from 'valibot';
import { duration } from '../duration.ts';
import { shortName } from '../names.ts';
import { plainText } from '../plain-text.ts';
import { cidr, flowPort, host, port } from './network.ts';
import { sourceProtocolNames } from './source-protocols.ts';

const secretArn = v.pipe(
  v.string(),
  v.regex(
    /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.+$/,
    ({ input }) =>
      `"${input}" is not the ARN of a secret. Keep the key in Secrets Manager and give its ARN; keys do not belong into this file.`,
  ),
  v.metadata({ allowed: 'ARN of a secret in Secrets Manager' }),
);

/** One contribution feed into a flow. */
export const source = v.object({
  name: v.pipe(
    v.optional(shortName('a source', 40), 'main'),
    v.description('What the source is called; the two of a flow have different names.'),
  ),
  allow: v.pipe(v.optional(cidr), v.description('The addresses that may send to it (one block).')),
  overVpc: v.pipe(
    v.optional(v.boolean(), false),
    v.description("Take it through the pipeline's VPC interface instead of the public internet."),
  ),
  listener: v.pipe(
    v.optional(
      v.object({
        address: v.pipe(host, v.description('The host that the flow calls.')),
        port: v.pipe(flowPort, v.description('Its port.')),
      }),
    ),
    v.description('Where an SRT caller connects to.'),
  ),
  port: v.pipe(
    v.optional(flowPort),
    v.description('The port on which the flow takes it; Zixi push always uses 2088.'),
  ),
  streamId: v.pipe(
    v.optional(v.pipe(v.string(), v.nonEmpty(), plainText)),
    v.description('The stream id (Zixi push, SRT caller).'),
  ),
  minLatency: v.pipe(
    v.optional(duration({ min: '10ms', max: '10s' })),
    v.description('Least latency of SRT; the larger of both ends applies.'),
  ),
  maxLatency: v.pipe(
    v.optional(duration({ min: '1ms', max: '15s' })),
    v.description('Most latency of RIST and Zixi push.'),
  ),
  maxBitrateMbps: v.pipe(
    v.optional(
      v.pipe(v.number(), v.minValue(1, 'Allowed: 1 to 1000.'), v.maxValue(1000, 'Allowed: 1 to 1000.')),
    ),
    v.description('Most bit rate of RIST, RTP and RTP-FEC, for smoothing: twice the actual one.'),
  ),
  encryption: v.pipe(
    v.optional(
      v.object({
        secret: v.pipe(secretArn, v.description('Where the Zixi static key or the SRT password is kept.')),
        algorithm: v.pipe(
          v.optional(v.picklist(['aes128', 'aes192', 'aes256'])),
          v.description('The algorithm of a Zixi static key; left out for an SRT password.'),
        ),
      }),
    ),
    v.description('How the source is encrypted.'),
  ),
});
export type SourceConfiguration = v.InferOutput<typeof source>;

/** A feed for confidence monitoring out of a flow. */
const confidenceOutput = v.object({
  name: v.pipe(shortName('an output', 40), v.description('What the output is called.')),
  protocol: v.pipe(
    v.picklist(['rtp', 'rtp-fec', 'zixi-push', 'srt-listener', 'srt-caller']),
    v.description('How the feed is sent.'),
  ),
  destination: v.pipe(v.optional(host), v.description('Where it is sent; not for an SRT listener.')),
  port: v.pipe(port, v.description('The port it is sent to, or listens on.')),
  allow: v.pipe(v.optional(v.array(cidr)), v.description('Who may connect to an SRT listener.')),
  streamId: v.pipe(
    v.optional(v.pipe(v.string(), v.nonEmpty(), plainText)),
    v.description('The stream id (Zixi push, SRT caller).'),
  ),
});
export type ConfidenceOutput = v.InferOutput<typeof confidenceOutput>;

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;

/** The flow of one pipeline of a site. */
const pipelineFlow = v.object({
  sources: v.pipe(
    v.array(source),
    v.minLength(1, 'A flow needs one source, or two with sourceFailover.'),
    v.maxLength(2, 'A flow takes two sources at most (MediaConnect quotas).'),
    v.description('What feeds the flow: one source, or two with `sourceFailover`.'),
  ),
  vpc: v.pipe(
    v.optional(
      v.object({
        subnet: v.pipe(
          v.string(),
          v.regex(/^subnet-[0-9a-f]+$/, ({ input }) => `"${input}" is not the id of a subnet.`),
          v.description("A subnet in this pipeline's Availability Zone."),
        ),
        securityGroups: v.pipe(
          v.array(
            v.pipe(
              v.string(),
              v.regex(/^sg-[0-9a-f]+$/, ({ input }) => `"${input}" is not the id of a security group.`),
            ),
          ),
          v.minLength(1, 'A VPC interface needs one security group or more.'),
          v.description('Who may reach the interface.'),
        ),
      }),
    ),
    v.description('A VPC interface of the flow, for sources with `overVpc`.'),
  ),
  maintenance: v.pipe(
    v.optional(
      v.object({
        day: v.pipe(v.picklist(days), v.description('The day on which MediaConnect may restart the flow.')),
        hour: v.pipe(
          v.string(),
          v.regex(
            /^([01]\d|2[0-3]):00$/,
            ({ input }) => `"${input}" is not a full hour. Give it in UTC, like "02:00".`,
          ),
          v.description('The hour in UTC at which the two hours begin.'),
        ),
      }),
    ),
    v.description(
      'The maintenance window; left out: Tuesday for pipeline 0, Thursday for pipeline 1, 02:00 UTC.',
    ),
  ),
  confidence: v.pipe(
    v.optional(v.array(confidenceOutput), []),
    v.description('Outputs for confidence monitoring.'),
  ),
});

/** BM:mediaconnect gives no range for flows; the router's inputs document 10 to 60 s. */
const threshold = (what: string) =>
  v.pipe(
    v.optional(duration({ min: '10s', max: '60s' }), '10s'),
    v.description(`How long ${what} must last before MediaConnect reports it.`),
  );

const monitoring = v.object({
  thumbnails: v.pipe(
    v.optional(v.boolean(), true),
    v.description('Take a picture of the feed every few seconds.'),
  ),
  contentQuality: v.pipe(
    v.optional(v.boolean(), true),
    v.description('Report black and frozen pictures and silence.'),
  ),
  black: threshold('black'),
  frozen: threshold('a frozen picture'),
  silent: threshold('silence'),
});

/** A site fed by two MediaConnect flows, one per pipeline and Availability Zone. */
export const contribution = v.object({
  protocol: v.pipe(v.picklist(sourceProtocolNames), v.description('How the site sends.')),
  sourceFailover: v.pipe(
    v.optional(
      v.object({
        mode: v.pipe(
          v.picklist(['merge', 'failover']),
          v.description(
            '`merge`: both feeds as one (SMPTE ST 2022-7, binary identical). `failover`: the other after 500 ms without data.',
          ),
        ),
        recoveryWindow: v.pipe(
          v.optional(
            duration({
              min: '100ms',
              max: '15s',
              because: 'Stay within 500ms unless the paths differ more: it delays the stream by as much.',
            }),
          ),
          v.description('The buffer of `merge`; MediaConnect takes 200ms when it is left out.'),
        ),
        primary: v.pipe(
          v.optional(v.string()),
          v.description(
            'The source that `failover` prefers and returns to as soon as it has data, also when that comes and goes; left out: neither, the flow stays where it is.',
          ),
        ),
      }),
    ),
    v.description('How the two sources of a flow are combined.'),
  ),
  pipelines: v.pipe(
    v.array(pipelineFlow),
    v.length(2, 'A standard channel has two pipelines: give two flows, first the one of pipeline 0.'),
    v.description('The two flows, first the one of pipeline 0.'),
  ),
  monitoring: v.pipe(v.optional(monitoring, {}), v.description('What MediaConnect watches in the feed.')),
});
export type ContributionConfiguration = v.InferOutput<typeof contribution>;
export type PipelineFlowConfiguration = ContributionConfiguration['pipelines'][number];
