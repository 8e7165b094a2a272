/** The live workflow under rehearsal, as the stacks' outputs tell it. */
export interface Workflow {
  readonly channelArn: string;
  readonly channelId: string;
  /** By input group: the ARNs of its flows, first that of pipeline 0. */
  readonly flows: ReadonlyMap<string, readonly string[]>;
}

/** The flows of the input groups; undefined while no stack has put them out, as before the contribution is deployed. */
export function flowsIn(
  outputs: ReadonlyMap<string, string>,
  inputGroups: readonly string[],
): Workflow['flows'] | undefined {
  const flows = inputGroups.map((inputGroup) => {
    const pair = [0, 1].flatMap((pipeline) => outputs.get(`FlowArn${inputGroup}${pipeline}`) ?? []);
    return [inputGroup, pair] as const;
  });
  return flows.every(([, pair]) => pair.length === 2) ? new Map(flows) : undefined;
}

/** @throws when the stacks have not put out what a drill needs to know */
export function workflowIn(outputs: ReadonlyMap<string, string>, inputGroups: readonly string[]): Workflow {
  const flows = flowsIn(outputs, inputGroups);
  const [channelArn, channelId] = [outputs.get('ChannelArn'), outputs.get('ChannelId')];
  if (flows === undefined || channelArn === undefined || channelId === undefined) {
    throw new Error(
      `The stacks put out no channel with two flows for each of ${inputGroups.join(', ')}: they put out ${[...outputs.keys()].join(', ')}.`,
    );
  }
  return { channelArn, channelId, flows };
}
