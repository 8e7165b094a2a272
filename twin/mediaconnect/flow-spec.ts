/** Refuses a flow that MediaConnect would not have, before a drill is built on it. */
import type { FlowSpec } from '../estate.ts';

const recoveryWindowMinMs = 100;
const recoveryWindowMaxMs = 15_000;

/** Throws with what is wrong with `spec`, if anything. */
export function checkFlowSpec(spec: FlowSpec, place: { account: string; region: string }): void {
  const arnPrefix = `arn:aws:mediaconnect:${place.region}:${place.account}:`;
  const refuse = (what: string) => {
    throw new Error(`Flow ${spec.name}: ${what}`);
  };
  for (const arn of [spec.arn, ...spec.sources.map((source) => source.arn)]) {
    if (!arn.startsWith(arnPrefix)) refuse(`the ARN "${arn}" must start with "${arnPrefix}".`);
  }
  const names = spec.sources.map((source) => source.name);
  const most = spec.failover ? 2 : 1;
  if (names.length < 1 || names.length > most) {
    refuse(`has ${names.length} sources; allowed are 1, or 2 with source failover.`);
  }
  if (new Set(names).size !== names.length) refuse(`two sources are named "${names.join('", "')}".`);
  const protocols = spec.sources.map(({ protocol = 'rtp' }) => protocol);
  if (new Set(protocols).size > 1) {
    refuse(`has sources of ${protocols.join(' and ')}; the second needs the protocol of the first.`);
  }
  const { mode, primarySource, recoveryWindowMs } = spec.failover ?? {};
  if (mode === 'MERGE' && protocols.some((protocol) => protocol.startsWith('srt-'))) {
    refuse(`has ${protocols[0] ?? ''} sources in mode MERGE; SRT allows FAILOVER only.`);
  }
  // A template makes the second source after the flow: until it is there, it may be the one that is meant.
  const isSource = names.includes(primarySource ?? '') || names.length < most;
  if (primarySource !== undefined && (mode !== 'FAILOVER' || !isSource)) {
    refuse(`primarySource "${primarySource}" must be one of "${names.join('", "')}", with mode FAILOVER.`);
  }
  const window = recoveryWindowMs ?? recoveryWindowMinMs;
  const isWindow = window >= recoveryWindowMinMs && window <= recoveryWindowMaxMs;
  if (!isWindow || (recoveryWindowMs !== undefined && mode !== 'MERGE')) {
    refuse(
      `recoveryWindowMs ${window} must be ${recoveryWindowMinMs} to ${recoveryWindowMaxMs}, with mode MERGE.`,
    );
  }
}
