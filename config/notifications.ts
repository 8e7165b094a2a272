import * as v from 'valibot';
import { keyArn } from './arn.ts';

const email = v.pipe(
  v.string(),
  v.email(({ input }) => `"${input}" is not an e-mail address.`),
);

/** Whom to tell, and with which key SNS encrypts what they are told. */
export const notifications = v.pipe(
  v.optional(
    v.object({
      emails: v.pipe(
        v.optional(v.array(email), []),
        v.description('Who is told of failovers and alarms; each address gets a message to confirm.'),
      ),
      keyArn: v.pipe(
        v.optional(keyArn),
        v.description(
          'A KMS key of yours that encrypts the notifications, in the region of the deployment. Its policy must let CloudWatch use it (see [a small deployment](#a-small-deployment)). Left out: the deployment makes a key, at 1 USD a month, and 3 when it has been rotated twice.',
        ),
      ),
    }),
    {},
  ),
  v.description('Whom to tell.'),
);
