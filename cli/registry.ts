import type { Command } from './command.ts';
import { cancel } from './commands/cancel.ts';
import { disable } from './commands/disable.ts';
import { enable } from './commands/enable.ts';
import { history } from './commands/history.ts';
import { hold } from './commands/hold.ts';
import { list } from './commands/list.ts';
import { record } from './commands/record.ts';
import { release } from './commands/release.ts';
import { replay } from './commands/replay.ts';
import { status } from './commands/status.ts';
import { switchCommand } from './commands/switch.ts';

/** All commands, in the order of the overview. */
export const commands: readonly Command[] = [
  list,
  status,
  history,
  switchCommand,
  cancel,
  hold,
  release,
  enable,
  disable,
  record,
  replay,
];
