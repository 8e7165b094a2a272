/**
 * Bounds of one call to a service that is not on the way to a switch: the effects it carries out are owed until they are
 * done, so a slow service must not hold up the function.
 */
export const callLimits = {
  maxAttempts: 3,
  requestHandler: { connectionTimeout: 500, requestTimeout: 2000, throwOnRequestTimeout: true },
};
