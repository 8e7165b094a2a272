import * as v from 'valibot';
import type { SsmService } from '../../ssm/service.ts';
import type { ResourceProvider } from '../resource-provider.ts';
import { specifiedProvider } from '../specified-provider.ts';

/** AWS::SSM::Parameter. */
export const parameterProvider = ({ parameters }: Pick<SsmService, 'parameters'>): ResourceProvider =>
  specifiedProvider(
    'AWS::SSM::Parameter',
    v.looseObject({ Name: v.optional(v.string()), Value: v.string() }),
    ({ Name, Value }, context) => {
      const name = Name ?? context.physicalName(64);
      parameters.set(name, Value);
      return {
        ref: name,
        attributes: { Type: 'String', Value },
        remove: () => {
          parameters.delete(name);
        },
      };
    },
  );
