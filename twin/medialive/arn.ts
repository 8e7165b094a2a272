import type { Estate } from '../estate.ts';

type Account = Pick<Estate, 'account' | 'region'>;

export function channelArn({ account, region }: Account, channelId: string): string {
  return `arn:aws:medialive:${region}:${account}:channel:${channelId}`;
}

export function inputArn({ account, region }: Account, inputId: string): string {
  return `arn:aws:medialive:${region}:${account}:input:${inputId}`;
}

export function inputSecurityGroupArn({ account, region }: Account, groupId: string): string {
  return `arn:aws:medialive:${region}:${account}:inputSecurityGroup:${groupId}`;
}
