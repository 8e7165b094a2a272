import type { CampaignName } from './command-line.ts';
import { run, type Extent, type Outcome } from './campaign.ts';
import { fuzzMessages } from './messages/fuzz-messages.ts';
import { fuzzRequests } from './requests/fuzz-requests.ts';
import { fuzzWork } from './lifecycle/fuzz-work.ts';

/** Everything that is sent to, by what the options call it. */
export const campaigns: Readonly<Record<CampaignName, (extent: Extent) => Promise<Outcome>>> = {
  messages: (extent) => run(fuzzMessages(), extent),
  work: (extent) => run(fuzzWork(), extent),
  requests: (extent) => run(fuzzRequests(), extent),
};
