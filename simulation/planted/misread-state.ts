import type { ChannelState } from '../../core/model/state.ts';
import type { AllDeps } from './planted-bug.ts';

/** A reader of a channel's state gets this in its place. */
export function misreadState(misread: (state: ChannelState) => ChannelState): (deps: AllDeps) => AllDeps {
  return (deps) => ({
    ...deps,
    channels: {
      ...deps.channels,
      load: async (channelArn) => {
        const stored = await deps.channels.load(channelArn);
        return { ...stored, state: stored.state && misread(stored.state) };
      },
    },
  });
}
