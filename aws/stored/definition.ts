import { underFormerName, underPresentName } from '../../config/former-name.ts';
import { isRecord, type DataRecord } from '../../config/record.ts';
import type { GroupDefinition } from '../../control/ports/group-store.ts';

/**
 * The first release refuses a definition with a key that it does not know, and with it every decision and its own deployment. What
 * came after it is stored beside the definition, where that release does not look.
 */
const firstKeys = [
  'failoverOn',
  'targetChoice',
  'alerts',
  'flow',
  'secondLook',
  'start',
  'prepareStandby',
  'verifyMs',
  'divergenceMs',
  'failback',
  'budget',
  'standbyMemoryMs',
];
const firstFlowKeys = ['confirmMs', 'clearMs', 'countsOnAir'];

/** A definition as it is stored: in keys and names that every release reads, and the rest of its policy. */
export function storedDefinition({ policy, sites }: GroupDefinition): {
  readonly definition: unknown;
  readonly laterPolicy: DataRecord;
} {
  const [first, later] = parted(policy, firstKeys);
  const [firstFlow, laterFlow] = parted(policy.flow, firstFlowKeys);
  return {
    definition: underFormerName({ policy: { ...first, flow: firstFlow }, sites }, 'sites'),
    laterPolicy: { ...later, flow: laterFlow },
  };
}

/** The definition of a stored group with the names of today, whichever release wrote it; what cannot be read stays as it is. */
export function presentDefinition({ definition, laterPolicy }: DataRecord): unknown {
  const present = underPresentName(definition, 'sites');
  if (!isRecord(present) || !isRecord(present['policy']) || !isRecord(laterPolicy)) return present;
  return { ...present, policy: together(present['policy'], laterPolicy) };
}

/** Key by key, also within what both have as a record. */
function together(first: DataRecord, later: DataRecord): DataRecord {
  const { flow } = later;
  const both = isRecord(first['flow']) && isRecord(flow) ? { ...first['flow'], ...flow } : first['flow'];
  return { ...first, ...later, flow: both };
}

function parted(record: object, keys: readonly string[]): readonly [DataRecord, DataRecord] {
  const entries = Object.entries(record);
  return [
    Object.fromEntries(entries.filter(([key]) => keys.includes(key))),
    Object.fromEntries(entries.filter(([key]) => !keys.includes(key))),
  ];
}
