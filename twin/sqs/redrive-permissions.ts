import * as v from 'valibot';
import { jsonText, parseJsonObject, type JsonObject, type JsonValue } from '../gateway/json-value.ts';
import { ServiceError } from '../gateway/service-error.ts';

const allowPolicy = v.variant('redrivePermission', [
  v.strictObject({ redrivePermission: v.picklist(['allowAll', 'denyAll']) }),
  v.strictObject({
    redrivePermission: v.literal('byQueue'),
    sourceQueueArns: v.pipe(v.array(v.string()), v.minLength(1), v.maxLength(10)),
  }),
]);
type AllowPolicy = v.InferOutput<typeof allowPolicy>;

const redrivePolicy = v.object({ deadLetterTargetArn: v.string() });

/** Which queues may make another one their dead-letter queue: SQS's RedriveAllowPolicy, which fauxqs does not know. */
export class RedrivePermissions {
  readonly #policies = new Map<string, AllowPolicy>();

  /**
   * What is left of a queue's new attributes for the engine.
   * @throws ServiceError when the dead-letter queue that they name does not let this queue in.
   */
  take(queueArn: string, { RedriveAllowPolicy, ...attributes }: JsonObject): JsonObject {
    if (RedriveAllowPolicy !== undefined) this.#policies.set(queueArn, read(RedriveAllowPolicy));
    const redrive = v.safeParse(redrivePolicy, parseJsonObject(jsonText(attributes['RedrivePolicy'])));
    if (redrive.success && !this.#lets(queueArn, redrive.output.deadLetterTargetArn)) {
      throw invalid(
        `Queue ${redrive.output.deadLetterTargetArn} does not allow ${queueArn} to use it as its dead-letter queue.`,
      );
    }
    return attributes;
  }

  #lets(source: string, deadLetterQueue: string): boolean {
    const policy = this.#policies.get(deadLetterQueue);
    if (policy?.redrivePermission === 'byQueue') return policy.sourceQueueArns.includes(source);
    return policy?.redrivePermission !== 'denyAll';
  }
}

const read = (given: JsonValue): AllowPolicy => {
  const result = v.safeParse(allowPolicy, parseJsonObject(jsonText(given)));
  if (!result.success) throw invalid('Value for parameter RedriveAllowPolicy is invalid.');
  return result.output;
};

const invalid = (message: string): ServiceError => new ServiceError(400, 'InvalidParameterValue', message);
