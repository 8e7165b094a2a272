import { execFile } from 'node:child_process';
import { cpus } from 'node:os';
import { promisify } from 'node:util';

const run = promisify(execFile);
const everyMs = 2000;

/** What the machine was asked for. */
export interface Machine {
  /** Most MB resident at once: of the twin's process, and of the functions' processes summed up (shared pages count in each). */
  readonly twinMb: number;
  readonly functionsMb: number;
  readonly processes: number;
  /** How much of all processors, and of one by the twin's process alone, was in use, 0 to 1. */
  readonly busy: number;
  readonly twinBusy: number;
}

interface Used {
  readonly busyMs: number;
  readonly idleMs: number;
}

/** Watches memory and processors from its start on. */
export class MachineWatch {
  readonly #pids: () => readonly number[];
  readonly #timer: NodeJS.Timeout;
  readonly #before = usedByAll();
  readonly #loop = performance.eventLoopUtilization();
  #most = { twinMb: 0, functionsMb: 0, processes: 0 };

  /** @param pids - the processes of the functions, as they are when asked */
  constructor(pids: () => readonly number[]) {
    this.#pids = pids;
    this.#timer = setInterval(() => void this.#look(), everyMs);
  }

  /** What there was to see of the processors up to now; memory is watched on. */
  processors(): Pick<Machine, 'busy' | 'twinBusy'> {
    const now = usedByAll();
    const busyMs = now.busyMs - this.#before.busyMs;
    const all = busyMs + now.idleMs - this.#before.idleMs;
    return { busy: busyMs / all, twinBusy: performance.eventLoopUtilization(this.#loop).utilization };
  }

  async memory(): Promise<Pick<Machine, 'twinMb' | 'functionsMb' | 'processes'>> {
    clearInterval(this.#timer);
    await this.#look();
    return this.#most;
  }

  async #look(): Promise<void> {
    const pids = this.#pids();
    const resident = await residentMb(pids);
    this.#most = {
      twinMb: process.resourceUsage().maxRSS / 1024,
      functionsMb: Math.max(this.#most.functionsMb, resident),
      processes: Math.max(this.#most.processes, pids.length),
    };
  }
}

/** Of processes that end meanwhile nothing is counted. */
async function residentMb(pids: readonly number[]): Promise<number> {
  if (pids.length === 0) return 0;
  const { stdout } = await run('ps', ['-o', 'rss=', '-p', pids.join(',')]).catch(() => ({ stdout: '' }));
  const kilobytes = stdout.split('\n').map(Number);
  return kilobytes.reduce((sum, value) => sum + value, 0) / 1024;
}

function usedByAll(): Used {
  const times = cpus().map((cpu) => cpu.times);
  const idleMs = times.reduce((sum, { idle }) => sum + idle, 0);
  const busyMs = times.reduce((sum, { user, nice, sys, irq }) => sum + user + nice + sys + irq, 0);
  return { busyMs, idleMs };
}
