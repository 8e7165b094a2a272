import type { FoundAttachment, FoundChannel } from './found.ts';

/** A channel as the configuration has it, and what only a person can say. */
export interface Adopted {
  readonly name: string;
  readonly arn: string;
  readonly isSingle: boolean;
  readonly sites: readonly AdoptedSite[];
  readonly questions: readonly string[];
}

interface AdoptedSite {
  readonly name: string;
  readonly attachment: string;
  readonly flows: readonly { readonly arn: string; readonly sources: 1 | 2 }[];
}

const siteNames = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'.split('');

/** What the configuration says of each channel that can be adopted; of the others why not. */
export function adopt(found: readonly FoundChannel[]): {
  readonly adopted: readonly Adopted[];
  readonly leftOut: readonly string[];
} {
  const taken = new Set<string>();
  const adopted: Adopted[] = [];
  const leftOut: string[] = [];
  for (const channel of found) {
    const { Name: name = '', Id: id = '' } = channel.channel;
    const sites = channel.attachments.filter(isSite);
    if (sites.length < 2) {
      leftOut.push(
        `${name} (${id}) has ${sites.length === 1 ? 'one live input' : 'no live input'}, so there is nothing to fail over to: shall it get a second one?`,
      );
    } else {
      adopted.push(adoptOne(channel, sites, taken));
    }
  }
  return { adopted, leftOut };
}

/** A file plays in between; it is no contribution. */
function isSite({ input }: FoundAttachment): boolean {
  return input?.Type !== 'MP4_FILE' && input?.Type !== 'TS_FILE';
}

function adoptOne(
  { channel, attachments }: FoundChannel,
  sites: readonly FoundAttachment[],
  taken: Set<string>,
): Adopted {
  const { Name: called = '', Id: id = '', Arn: arn = '' } = channel;
  const name = ownName(called, id, taken);
  const isSingle = channel.ChannelClass === 'SINGLE_PIPELINE';
  const read = sites.map((site, index) => siteOf(site, siteNames[index] ?? `S${index}`, isSingle));
  const arns = read.flatMap(({ site }) => site.flows.map((flow) => flow.arn));
  const isShared = new Set(arns).size < arns.length;
  const files = attachments.filter((attachment) => !isSite(attachment)).map(nameOf);
  return {
    name,
    arn,
    isSingle,
    sites: read.map(({ site }) => (isShared ? { ...site, flows: [] } : site)),
    questions: [
      ...(name === called
        ? []
        : [`MediaLive calls it ${JSON.stringify(called)}; is "${name}" right for people?`]),
      ...(read.length > 2
        ? [`are the sites in their order of priority? It is that of the channel's attachments.`]
        : []),
      ...(files.length > 0 ? [`${files.join(', ')} reads a file and is left out: is that right?`] : []),
      ...(isShared
        ? [
            'two sites share a flow, so that both are lost at once: which flows does each have? They are left out.',
          ]
        : []),
      ...read.flatMap(({ questions }) => questions),
    ],
  };
}

function siteOf(
  found: FoundAttachment,
  name: string,
  isSingle: boolean,
): { readonly site: AdoptedSite; readonly questions: readonly string[] } {
  const attachment = nameOf(found);
  const { input, flows } = found;
  const wanted = isSingle ? 1 : 2;
  const used = flows.slice(0, wanted);
  const isComplete = used.length === wanted;
  const unread = used.filter(({ flow }) => flow === null).map(({ arn }) => arn);
  const failover = found.attachment.AutomaticInputFailoverSettings;
  const site = {
    name,
    attachment,
    flows: isComplete
      ? used.map(({ arn, flow }) => ({
          arn,
          sources: (flow?.Sources?.length ?? 1) > 1 ? (2 as const) : (1 as const),
        }))
      : [],
  };
  return {
    site,
    questions: [
      ...(input === null ? [`the input of ${attachment} cannot be described: is it still there?`] : []),
      ...(flows.length > 0 && !isComplete
        ? [`${attachment} has ${flows.length} flow, and two are wanted: which is the other?`]
        : []),
      ...unread.map((arn) => `${arn} cannot be described: how many sources has it? One is assumed.`),
      ...(failover === undefined
        ? []
        : [
            `${attachment} has an automatic input failover of MediaLive's own: which of the two shall switch? See docs/resilience.md.`,
          ]),
    ],
  };
}

function nameOf({ attachment }: FoundAttachment): string {
  return attachment.InputAttachmentName ?? '';
}

/** Letters, digits and hyphens, and no other channel's. */
function ownName(called: string, id: string, taken: Set<string>): string {
  const letters = called
    .replace(/[^A-Za-z0-9]+/g, '-')
    .replace(/^[^A-Za-z]+|-+$/g, '')
    .slice(0, 48);
  const base = letters === '' ? `channel-${id}` : letters;
  const name = taken.has(base) ? `${base.slice(0, 47 - id.length)}-${id}` : base;
  taken.add(name);
  return name;
}
