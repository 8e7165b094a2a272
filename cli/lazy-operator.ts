import type { Connection, Operator } from './operator.ts';
import type { Warn } from './plain-http.ts';

/** The operator function in AWS, whose client is loaded with the first question: commands that ask nothing start without it. */
export function lazyOperator(connection: Connection, warn: Warn): Operator {
  let connected: Promise<Operator> | undefined;
  return {
    ask: async (request) => {
      connected ??= import('./aws-operator.ts').then(({ awsOperator }) => awsOperator(connection, warn));
      return (await connected).ask(request);
    },
  };
}
