/** The ids of the channels that an invocation was to look at, by asking MediaLive about them. */
export function looksIn(payload: string): readonly string[] {
  const { Records = [] } = JSON.parse(payload) as {
    readonly Records?: readonly { readonly body?: string }[];
  };
  return Records.flatMap(({ body }) => {
    if (body?.includes('"kind":"observation"') !== true) return [];
    const { channelArn, ask } = JSON.parse(body) as Look;
    const asks = ask === undefined || ask.channel || ask.alerts;
    return asks ? [channelArn.split(':').at(-1) ?? ''] : [];
  });
}

interface Look {
  readonly channelArn: string;
  /** Left out: everything is asked. */
  readonly ask?: { readonly channel: boolean; readonly alerts: boolean };
}
