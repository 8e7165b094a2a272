/**
 * What runs in a function's container: the twin's stand-in for Lambda's Node.js runtime. It loads the unmodified asset
 * and answers invocations that arrive over the channel to the twin. When the channel closes, the twin is gone, and
 * so goes the container.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { types } from 'node:util';

const environment = process.env;
const channel = process.send?.bind(process);
if (channel === undefined) {
  throw new Error('This is the inside of a container; the twin starts it.');
}
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches every process of the terminal; when a container ends is for the twin to say.
process.on('SIGINT', () => undefined);

const describeError = (error) =>
  types.isNativeError(error)
    ? { errorType: error.name, errorMessage: error.message, trace: (error.stack ?? '').split('\n') }
    : { errorType: typeof error, errorMessage: String(error), trace: [] };

const dieOf = (error, errorType) => {
  channel({ kind: 'crashed', error: { ...describeError(error), ...(errorType && { errorType }) } }, () =>
    process.exit(129),
  );
};
process.on('uncaughtException', (error) => dieOf(error, 'Runtime.UncaughtException'));
process.on('unhandledRejection', (reason) => dieOf(reason, 'Runtime.UnhandledPromiseRejection'));

/** `folder/index.handler` names the export `handler` of `folder/index` with whichever extension is there. */
const loadHandler = async () => {
  const name = environment._HANDLER;
  const dot = name.indexOf('.', name.lastIndexOf('/') + 1);
  const module = name.slice(0, dot);
  const path = ['.js', '.mjs', '.cjs']
    .map((extension) => join(environment.LAMBDA_TASK_ROOT, module + extension))
    .find(existsSync);
  if (path === undefined) {
    throw Object.assign(new Error(`Cannot find module '${module}' in the asset`), {
      name: 'Runtime.ImportModuleError',
    });
  }
  const loaded = await import(pathToFileURL(path).href);
  const handler = name
    .slice(dot + 1)
    .split('.')
    .reduce((value, part) => value?.[part] ?? value?.default?.[part], loaded);
  if (typeof handler !== 'function') {
    throw Object.assign(new Error(`${name} is undefined or not exported`), {
      name: 'Runtime.HandlerNotFound',
    });
  }
  return handler;
};

const contextOf = ({ requestId, deadlineMs, clientContext }) => ({
  callbackWaitsForEmptyEventLoop: true,
  functionName: environment.AWS_LAMBDA_FUNCTION_NAME,
  functionVersion: environment.AWS_LAMBDA_FUNCTION_VERSION,
  invokedFunctionArn: environment.TWIN_FUNCTION_ARN,
  memoryLimitInMB: environment.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
  awsRequestId: requestId,
  logGroupName: environment.AWS_LAMBDA_LOG_GROUP_NAME,
  logStreamName: environment.AWS_LAMBDA_LOG_STREAM_NAME,
  ...(clientContext && { clientContext }),
  getRemainingTimeInMillis: () => Math.max(0, deadlineMs - Date.now()),
});

/** A handler either returns a promise (or a value) or calls back; the callback counts when it returns nothing. */
const callHandler = (handler, event, context) =>
  new Promise((resolve, reject) => {
    const callback = (error, result) => (error ? reject(error) : resolve(result));
    const returned = handler(event, context, callback);
    if (typeof returned?.then === 'function') {
      returned.then(resolve, reject);
    } else if (handler.length < 3) {
      resolve(returned);
    }
  });

try {
  const handler = await loadHandler();
  process.on('message', async (invocation) => {
    try {
      const result = await callHandler(handler, JSON.parse(invocation.payload), contextOf(invocation));
      channel({ kind: 'returned', payload: JSON.stringify(result) ?? 'null' });
    } catch (error) {
      channel({ kind: 'threw', error: describeError(error) });
    }
  });
  channel({ kind: 'ready' });
} catch (error) {
  dieOf(error);
}
