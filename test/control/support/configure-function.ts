import { handlerOf } from '../../../aws/middleware/base-middleware.ts';
import { configure } from '../../../control/configure/configure.ts';
import { answerUrl } from './answer-url.ts';
import { channelArnOf, definition, flowArnOf, stackId } from './deployment.ts';
import { lambdaContext } from './lambda.ts';
import type { World } from './world.ts';

interface Answer {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly headers: unknown;
}

interface Request {
  readonly type?: string;
  readonly request?: 'Create' | 'Update' | 'Delete';
  readonly id?: string;
  readonly stack?: string;
  readonly logicalId?: string;
}

/** The properties of the group `news`. */
export const group = { Name: 'news', Definition: JSON.stringify(definition) };

const input = (site: string) => ({
  Attachment: `site-${site}`,
  Flows: [flowArnOf(site, 0), flowArnOf(site, 1)],
});

/** Where channel 1 takes its sites from, as properties. */
export const inputs = { A: input('A'), B: input('B') };

/** The properties of channel 1, and the physical id of a resource with it alone. */
export const channel = { ChannelArn: channelArnOf(1), Group: 'news', Name: 'channel-1', Inputs: inputs };
export const channelResource = 'failover-channels/1';

/** The configure function in a world without groups and members, and CloudFormation that asks it. */
export class ConfigureFunction {
  readonly answers: Answer[] = [];
  /** How many tries to answer fail first. */
  deafFor = 0;
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    world.table.members.clear();
    world.table.groups.clear();
  }

  /** Has CloudFormation ask for something, a group unless it is said; returns the answer. */
  async ask(properties: Record<string, unknown>, given: Request = {}): Promise<Answer['body']> {
    const {
      type = 'Custom::FailoverGroup',
      request = 'Create',
      stack = stackId,
      logicalId = 'Resource',
    } = given;
    const event = {
      RequestType: request,
      ResponseURL: answerUrl,
      StackId: stack,
      RequestId: `request-${this.answers.length}`,
      LogicalResourceId: logicalId,
      ResourceType: type,
      ...(request !== 'Create' && { PhysicalResourceId: given.id ?? 'unknown' }),
      ResourceProperties: { ServiceToken: 'arn:of:the:function', ...properties },
    };
    const fetch = (url: string, init: RequestInit) => this.#hear(url, init);
    await handlerOf(configure, { ...this.#world, fetch })(event, lambdaContext());
    return this.answers.at(-1)?.body ?? {};
  }

  askChannel(properties: Record<string, unknown>, given: Request = {}): Promise<Answer['body']> {
    return this.ask({ Channels: [properties] }, { type: 'Custom::FailoverChannels', ...given });
  }

  /** The group and the channel. */
  async deploy(): Promise<void> {
    await this.ask(group);
    await this.askChannel(channel);
  }

  #hear(url: string, { body, headers }: RequestInit): Promise<Response> {
    if (this.deafFor-- > 0) return Promise.resolve(new Response('', { status: 503 }));
    this.answers.push({ url, body: JSON.parse(body as string) as Answer['body'], headers });
    return Promise.resolve(new Response(''));
  }
}

/** What the change log of the group has, newest first. */
export async function changesIn(world: World) {
  const { entries } = await world.log.changes('news', { limit: 100 });
  return entries.map(({ what, from, to, by }) => ({ what, from, to, by }));
}
