import { pipelineIds, type FailoverGroup } from '../../core/model/group.ts';
import type { Mishap } from './agenda.ts';
import { attachmentOf, fedGroup, siteOn } from './small-group.ts';
import type { SmallWorld } from './small-world.ts';

/** Something that can happen at any point. */
export interface Letter {
  readonly name: string;
  readonly act: (world: SmallWorld) => void;
  /** How long it may last until the next. */
  readonly pausesMs: readonly number[];
}

/** What may happen in one exploration: every sequence of these, and every pause between them. */
export interface Scope {
  readonly name: string;
  readonly letters: readonly Letter[];
  /** Left out: sites that MediaConnect does not feed. */
  readonly group?: FailoverGroup;
}

/** Shorter than a window; and long enough for a switch and all that follows. */
const shortMs = 1200;
const pausesMs = [shortMs, 30_000];

const siteA: Letter = {
  name: 'A is lost on both pipelines, or returns',
  act: (world) => {
    for (const pipeline of pipelineIds) world.toggle('A', pipeline);
  },
  pausesMs,
};

const siteB: Letter = {
  name: 'B is lost on both pipelines, or returns',
  act: (world) => {
    for (const pipeline of pipelineIds) world.toggle('B', pipeline);
  },
  pausesMs,
};

function oneOfA(pipeline: '0' | '1'): Letter {
  return {
    name: `A is lost on pipeline ${pipeline}, or returns`,
    act: (world) => {
      world.toggle('A', pipeline);
    },
    pausesMs,
  };
}

function next(mishap: Mishap, name: string): Letter {
  return {
    name,
    act: (world) => {
      world.agenda.mishap = mishap;
    },
    pausesMs: [0],
  };
}

const other = (world: SmallWorld) => (siteOn(world.pipelines['0'].attachment) === 'A' ? 'B' : 'A');

const byHand: Letter = {
  name: 'somebody outside moves the channel to the other site',
  act: (world) => {
    world.move(attachmentOf(other(world)), 'studio');
  },
  pausesMs,
};

const manual: Letter = {
  name: 'an operator orders the other site',
  act: (world) => {
    const command = { action: 'switch', to: other(world), at: null, force: true, reason: 'drill' } as const;
    world.decide({ type: 'command', by: 'ada', command });
  },
  pausesMs: [shortMs],
};

const hold: Letter = {
  name: 'an operator places a hold, or ends it',
  act: (world) => {
    const command = world.state.hold
      ? ({ action: 'release', reason: 'done' } as const)
      : ({ action: 'hold', reason: 'show', until: null } as const);
    world.decide({ type: 'command', by: 'ada', command });
  },
  pausesMs: [shortMs],
};

const flowsOfB: Letter = {
  name: 'the flows of B are stopped, or started',
  act: (world) => {
    world.toggleFlows();
  },
  pausesMs,
};

export const scopes: readonly Scope[] = [
  { name: 'sites', letters: [oneOfA('0'), oneOfA('1'), siteB] },
  {
    name: 'messages',
    letters: [
      siteA,
      next('lost', 'the next message is lost'),
      next('late', 'the next message is late'),
      next('twice', 'the next message comes twice'),
    ],
  },
  {
    name: 'functions',
    letters: [
      siteA,
      siteB,
      next('crash', 'the next decision is saved, and its worker dies'),
      next('silent', 'MediaLive does not answer the next question'),
    ],
  },
  { name: 'flows', letters: [siteA, siteB, flowsOfB], group: fedGroup },
  { name: 'people', letters: [siteA, byHand, manual, hold] },
];
