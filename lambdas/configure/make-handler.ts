import { withBaseMiddleware, type BaseDeps } from '../../aws/middleware/base-middleware.ts';
import type { Fetch } from '../../control/custom-resources/answer.ts';
import { configure, type Configured } from '../../control/configure/configure.ts';
import type { ConfigureDeps } from '../../control/configure/configure-deps.ts';

/** The provider of the custom resources: it writes failover groups and their channels from the deployment's template. */
export function makeHandler(deps: ConfigureDeps & BaseDeps & { readonly fetch: Fetch }) {
  return withBaseMiddleware<unknown, Configured>(deps, (event, { logger }) =>
    configure({ ...deps, logger }, event),
  );
}
