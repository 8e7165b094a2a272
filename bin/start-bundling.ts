import { bundleAhead } from '../lib/handler-bundles.ts';

/** The app imports this first: esbuild is at work on the functions while the CDK is loaded. */
export const bundlingHandlers = bundleAhead();
