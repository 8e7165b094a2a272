import { Stack, Token } from 'aws-cdk-lib';
import { Policy, PolicyStatement, Role, User } from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';

/**
 * What the encoders' roles and users of this account are allowed: MediaPackage v2 asks for a permission on the caller as well
 * as one on the channel. Principals of another account have to be given theirs over there.
 */
export class EncoderAccess extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly channelArn: string; readonly encoders: readonly string[] },
  ) {
    super(scope, id);
    const { account } = Stack.of(this);
    const own = props.encoders.filter((arn) => Token.isUnresolved(account) || arn.split(':')[4] === account);
    if (own.length === 0) return;
    const policy = new Policy(this, 'Policy', {
      statements: [
        new PolicyStatement({
          sid: 'Deliver',
          actions: ['mediapackagev2:PutObject'],
          resources: [props.channelArn],
        }),
      ],
    });
    for (const [index, arn] of own.entries()) {
      if (arn.includes(':role/')) policy.attachToRole(Role.fromRoleArn(this, `Encoder-${index}`, arn));
      else policy.attachToUser(User.fromUserArn(this, `Encoder-${index}`, arn));
    }
  }
}
