import { accountBugs } from './account-bugs.ts';
import { decisionBugs } from './decision-bugs.ts';
import { evidenceBugs } from './evidence-bugs.ts';
import { outboxBugs } from './outbox-bugs.ts';
import { paceBugs } from './pace-bugs.ts';
import { truthBugs } from './truth-bugs.ts';
import type { PlantedBug } from './planted-bug.ts';

/** One mistake for every rule of decision, and for every promise of the outbox. */
export const plantedBugs: readonly PlantedBug[] = [
  ...evidenceBugs,
  ...decisionBugs,
  ...truthBugs,
  ...accountBugs,
  ...paceBugs,
  ...outboxBugs,
];
