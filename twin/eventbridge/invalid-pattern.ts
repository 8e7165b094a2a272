import { ServiceError } from '../gateway/service-error.ts';

/** What EventBridge answers to an event pattern that is none (API PutRule, TestEventPattern). */
export const invalidPattern = (reason: string): ServiceError =>
  new ServiceError(400, 'InvalidEventPatternException', `Event pattern is not valid. Reason: ${reason}`);
