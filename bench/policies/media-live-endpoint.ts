import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as v from 'valibot';
import type { ModelledChannel } from '../../model/modelled-channel.ts';
import { Unprocessable, type ScheduleEntry } from '../../model/modelled-schedule.ts';
import type { Post } from './contender.ts';

/** MediaLive's API on loopback, as far as a schedule is concerned: it answers from the modelled channel that it serves. */
export interface MediaLiveEndpoint {
  readonly url: string;
  /** Whose world the next call is about. */
  serve(post: Post): void;
  close(): Promise<void>;
}

const batchUpdate = v.object({
  creates: v.object({
    scheduleActions: v.array(
      v.object({
        actionName: v.string(),
        scheduleActionSettings: v.object({
          inputSwitchSettings: v.object({ inputAttachmentNameReference: v.string() }),
        }),
        scheduleActionStartSettings: v.object({
          fixedModeScheduleActionStartSettings: v.object({ time: v.pipe(v.string(), v.isoTimestamp()) }),
        }),
      }),
    ),
  }),
});

const calls: Readonly<Record<string, string>> = {
  GET: 'media-live.describe-schedule',
  PUT: 'media-live.schedule-switch',
  DELETE: 'media-live.delete-schedule',
};

export async function openMediaLiveEndpoint(): Promise<MediaLiveEndpoint> {
  let post: Post | null = null;
  const server = createServer((request, response) => {
    const answer = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    answerTo(request, post).then(
      (body) => {
        answer(200, body);
      },
      (error: unknown) => {
        const isRefusal = error instanceof Unprocessable || error instanceof v.ValiError;
        answer(isRefusal ? 422 : 429, { message: error instanceof Error ? error.message : String(error) });
      },
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    serve: (next) => {
      post = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}

async function answerTo(request: IncomingMessage, post: Post | null): Promise<unknown> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const channel = post?.world.channels.get(post.channelArn);
  const call = calls[request.method ?? ''];
  if (!post || !channel || call === undefined || request.url?.endsWith('/schedule') !== true) {
    throw new Unprocessable(`${request.method} ${request.url} is no call about a schedule.`);
  }
  return post.world.pass(call, () => {
    if (request.method === 'GET') return { scheduleActions: inOrder(channel).map(actionOf) };
    if (request.method === 'DELETE') {
      channel.schedule.wipe();
      return {};
    }
    const { creates } = v.parse(batchUpdate, JSON.parse(Buffer.concat(chunks).toString()));
    const offsetMs = channel.model.time.now() - Date.now();
    channel.update({
      creates: creates.scheduleActions.map((action) => ({
        name: action.actionName,
        kind: 'switch',
        attachment: action.scheduleActionSettings.inputSwitchSettings.inputAttachmentNameReference,
        // The handler reads the clock on the wall; its "in 30 s" is in 30 s of virtual time.
        start: {
          type: 'at',
          at:
            Date.parse(action.scheduleActionStartSettings.fixedModeScheduleActionStartSettings.time) +
            offsetMs,
        },
      })),
    });
    return { creates: { scheduleActions: [] }, deletes: { scheduleActions: [] } };
  });
}

function inOrder({ schedule }: ModelledChannel): readonly ScheduleEntry[] {
  return [...schedule.entries].sort((one, other) => one.startAt - other.startAt);
}

function actionOf({ name, kind, attachment, startAt }: ScheduleEntry): unknown {
  return {
    actionName: name,
    scheduleActionSettings:
      kind === 'switch' ? { inputSwitchSettings: { inputAttachmentNameReference: attachment } } : {},
    scheduleActionStartSettings: {
      fixedModeScheduleActionStartSettings: { time: new Date(startAt).toISOString() },
    },
  };
}
