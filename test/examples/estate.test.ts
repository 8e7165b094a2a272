import { describe, expect, it } from '@jest/globals';
import { loadConfiguration } from '../../config/load-configuration.ts';
import { readEstate } from '../../twin/estate-file.ts';

// `npm run twin` stands up this estate beside the control plane of this configuration: they must speak of the same things.
describe('the estate of the example', () => {
  const estate = readEstate('examples/control-plane.estate.json');
  const configuration = loadConfiguration('examples/control-plane.yaml');
  const managed = configuration.channels.flatMap(({ existing, inputs }) =>
    existing === undefined ? [] : [{ arn: existing.arn, inputs }],
  );

  it('has the channels of its configuration', () => {
    const ids = managed.map(({ arn }) => arn.split(':').at(-1));
    expect(estate.channels.map(({ id }) => id)).toEqual(ids);
  });

  it('has their attachments and the flows behind them', () => {
    const inputs = managed.flatMap(({ inputs: groups }) => Object.values(groups));
    const attachments = estate.channels.flatMap((channel) => channel.attachments.map(({ name }) => name));
    expect(attachments).toEqual(inputs.map(({ attachment }) => attachment));
    const flows = inputs.flatMap((input) => input.flows.map(({ arn }) => arn));
    expect(estate.flows.map(({ arn }) => arn)).toEqual(flows);
  });
});
