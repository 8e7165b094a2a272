/** The live workflow under rehearsal, as the stacks' outputs tell it. */
export interface Workflow {
  readonly channelArn: string;
  readonly channelId: string;
  /** By site: the ARNs of its flows, first that of pipeline 0. */
  readonly flows: ReadonlyMap<string, readonly string[]>;
}

/** The flows of the sites; undefined while no stack has put them out, as before the contribution is deployed. */
export function flowsIn(
  outputs: ReadonlyMap<string, string>,
  sites: readonly string[],
): Workflow['flows'] | undefined {
  const flows = sites.map((site) => {
    const pair = [0, 1].flatMap((pipeline) => outputs.get(`FlowArn${site}${pipeline}`) ?? []);
    return [site, pair] as const;
  });
  return flows.every(([, pair]) => pair.length === 2) ? new Map(flows) : undefined;
}

/** @throws when the stacks have not put out what a drill needs to know */
export function workflowIn(outputs: ReadonlyMap<string, string>, sites: readonly string[]): Workflow {
  const flows = flowsIn(outputs, sites);
  const [channelArn, channelId] = [outputs.get('ChannelArn'), outputs.get('ChannelId')];
  if (flows === undefined || channelArn === undefined || channelId === undefined) {
    throw new Error(
      `The stacks put out no channel with two flows for each of ${sites.join(', ')}: they put out ${[...outputs.keys()].join(', ')}.`,
    );
  }
  return { channelArn, channelId, flows };
}
