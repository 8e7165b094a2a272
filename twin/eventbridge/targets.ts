import type { AccessControl } from '../iam/access-control.ts';
import type { Topics } from '../sns/service.ts';
import type { Queues } from '../sqs/queue.ts';

/** What rules and schedules do with functions: hand them an event and go on (Lambda's asynchronous invocation). */
export interface AsyncFunctions {
  /** Throws when there is no such function. */
  invokeAsync(functionArn: string, payload: string): void;
}

/** On whose account a target is reached: a service (bounded by the target's own policy) or a role it assumed. */
export type Sender = { readonly service: string; readonly sourceArn: string } | { readonly roleArn: string };

export interface TargetDelivery {
  readonly targetArn: string;
  readonly payload: string;
  readonly sender: Sender;
  /** For FIFO queues. */
  readonly messageGroupId?: string | undefined;
}

const actions = { sqs: 'sqs:SendMessage', sns: 'sns:Publish', lambda: 'lambda:InvokeFunction' } as const;

type TargetService = keyof typeof actions;

const serviceOf = (targetArn: string): TargetService | undefined => {
  const service = targetArn.split(':')[2];
  return service === 'sqs' || service === 'sns' || service === 'lambda' ? service : undefined;
};

/** Refuses a target the twin cannot reach when it is set, so that a drill does not wait for what never comes. */
export const assertSupportedTarget = (targetArn: string): void => {
  if (serviceOf(targetArn) === undefined) {
    throw new Error(
      `The twin cannot deliver to ${targetArn}: targets are SQS queues, SNS topics and Lambda functions.`,
    );
  }
};

/** Where rules and schedules deliver: queues, topics and functions, each only as far as its policies let it. */
export class Targets {
  readonly #queues: Queues;
  readonly #topics: Topics;
  readonly #functions: AsyncFunctions;
  readonly #access: AccessControl;
  readonly #region: string;

  constructor(options: {
    queues: Queues;
    topics: Topics;
    functions: AsyncFunctions;
    access: AccessControl;
    region: string;
  }) {
    this.#queues = options.queues;
    this.#topics = options.topics;
    this.#functions = options.functions;
    this.#access = options.access;
    this.#region = options.region;
  }

  /** Rejects with the reason when the target does not exist or does not let the sender in. */
  async deliver({ targetArn, payload, sender, messageGroupId }: TargetDelivery): Promise<void> {
    const service = serviceOf(targetArn);
    if (service === undefined) {
      throw new Error(`${targetArn} is not a target the twin can reach.`);
    }
    this.#authorize(sender, actions[service], targetArn);
    switch (service) {
      case 'sqs':
        return this.#queues.send(targetArn, payload, {
          ...(messageGroupId !== undefined && { messageGroupId }),
          ...('roleArn' in sender && { roleArn: sender.roleArn }),
        });
      case 'sns':
        return this.#topics.publish(targetArn, payload);
      case 'lambda':
        this.#functions.invokeAsync(targetArn, payload);
    }
  }

  #authorize(sender: Sender, action: string, resource: string): void {
    const permission = { action, resource };
    const allowed =
      'roleArn' in sender
        ? this.#access.roleMay(sender.roleArn, permission, this.#region)
        : this.#access.serviceMay(sender, permission);
    if (!allowed) {
      const who =
        'roleArn' in sender ? `the role ${sender.roleArn}` : `${sender.service} for ${sender.sourceArn}`;
      throw new Error(`${who} may not ${action} on ${resource}: no policy allows it, or one denies it.`);
    }
  }
}
