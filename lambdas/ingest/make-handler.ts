import { customResourceRequest, readRequest } from '../../control/custom-resources/request.ts';
import { withBaseMiddleware, type BaseDeps } from '../../aws/middleware/base-middleware.ts';
import { giveOut, type IngestDeps } from '../../control/ingest/give-out.ts';

/** The provider of a ground-to-cloud channel's ingest endpoints and credentials. */
export function makeHandler(deps: IngestDeps & BaseDeps) {
  return withBaseMiddleware<unknown, { readonly resource: string }>(deps, async (event, { logger }) => {
    const request = readRequest(customResourceRequest, event);
    await giveOut({ ...deps, logger }, request);
    return { resource: request.LogicalResourceId };
  });
}
