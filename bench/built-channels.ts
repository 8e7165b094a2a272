/** A deployment that builds so many channels: two sites of two flows each with source failover, MediaPackage v2 and S3. */
export function builtChannels(count: number): string {
  const channels = Array.from({ length: count }, (_, index) => channel(`channel-${index}`));
  return `name: bench
account: '000000000000'
region: eu-west-1
groups: { bench: { sites: [A, B] } }
channels:
${channels.join('')}`;
}

function channel(name: string): string {
  const pair = (site: string) =>
    [0, 1].map((pipeline) => `{ sources: [${sources(`${site}${pipeline}`)}] }`).join(', ');
  const site = (id: string) =>
    `{ mediaconnect: { protocol: zixi-push, sourceFailover: { mode: failover, primary: main }, pipelines: [${pair(id)}] } }`;
  return `  - name: ${name}
    group: bench
    build:
      availabilityZones: [eu-west-1a, eu-west-1b]
      inputs: { A: ${site('a')}, B: ${site('b')} }
      outputs:
        - { name: main, type: mediapackage-v2, endpoints: [hls, dash] }
        - { name: web, type: s3, path: live/${name} }
`;
}

function sources(flow: string): string {
  return ['main', 'backup']
    .map((name, index) => `{ name: ${name}, allow: 203.0.113.${10 + index}/32, streamId: ${flow}-${name} }`)
    .join(', ');
}
