import type { Rule } from '../rule.ts';
import { attachmentRules } from './attachment-rules.ts';
import { channelRules } from './channel-rules.ts';
import { configurationRules } from './configuration-rules.ts';
import { destinationRules } from './destination-rules.ts';
import { encoderRules } from './encoder-rules.ts';
import { fileRules } from './file-rules.ts';
import { flowRules } from './flow-rules.ts';
import { inputRules } from './input-rules.ts';
import { manifestRules } from './manifest-rules.ts';
import { outputRules } from './output-rules.ts';
import { scheduleRules } from './schedule-rules.ts';
import { sourceRules } from './source-rules.ts';

/** Every rule, from the channel by way of its inputs to its outputs; the order of findings of one severity. */
export const allRules: readonly Rule[] = [
  ...channelRules,
  ...attachmentRules,
  ...inputRules,
  ...fileRules,
  ...flowRules,
  ...sourceRules,
  ...encoderRules,
  ...outputRules,
  ...destinationRules,
  ...manifestRules,
  ...scheduleRules,
  ...configurationRules,
];
