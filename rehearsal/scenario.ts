import type { Check } from './check.ts';
import type { PolicySetting } from './rehearsal.ts';
import type { Edition } from './synthesis.ts';
import type { Timeline } from './timeline.ts';
import type { DrillStage } from './drill-stage.ts';

/** One rehearsal: a fault, what must follow from it, and what must not. */
export interface Scenario {
  /** `crash/before-write`: of several that belong together, `crash` names all. */
  readonly name: string;
  /** One line for the list: what happens, and what is expected. */
  readonly summary: string;
  /** What it needs of the policy; wins over the options of the command line. */
  readonly policy?: readonly PolicySetting[];
  /** The rules bring events with a role; left out: the queues let them in by their ARN. */
  readonly eventRole?: boolean;
  /** What is deployed when it begins; left out: the present code. */
  readonly deployed?: Edition;
  /** The CDK's own command deploys it, as people do; left out: the twin reads the synthesized app, which is faster. */
  readonly byCommand?: boolean;
  /** Plays it, once both pipelines are on the first site and the control plane knows. */
  run(stage: DrillStage, given: Given): Promise<readonly Check[]>;
}

/** What a scenario is played with. */
export interface Given {
  /** The folder of the app that an edition of the code has synthesized. */
  readonly assemblyOf: (edition: Edition) => string;
  /** The policy that the command line asks for, and the scenario's own. */
  readonly settings: readonly PolicySetting[];
  /** Opens the same workflow in another region of the account, ready to be played on; it ends with the scenario. */
  readonly openIn: (region: string, timeline: Timeline) => Promise<DrillStage>;
  /** How long what lasts is to last, in ms; undefined: as the scenario has it. */
  readonly forMs?: number | undefined;
}
