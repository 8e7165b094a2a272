import { stringify } from 'yaml';

/** The least that makes a deployment, as plain data to spoil one key of. */
export const minimal = {
  name: 'failover',
  groups: { news: { sites: ['A', 'B'] } },
  channels: [
    {
      name: 'one',
      group: 'news',
      existing: { arn: 'arn:aws:medialive:eu-west-1:000000000000:channel:1' },
      inputs: {
        A: { attachment: 'site-a', flows: [flowArn('a0'), flowArn('a1')] },
        B: { attachment: 'site-b', flows: [flowArn('b0'), flowArn('b1')] },
      },
    },
  ],
};

export const minimalText = stringify(minimal);

export function flowArn(name: string, place = 'eu-west-1:000000000000'): string {
  return `arn:aws:mediaconnect:${place}:flow:1-${name}:${name}`;
}
