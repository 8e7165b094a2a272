import { Gateway, type Authorize } from './gateway/gateway.ts';
import { Principals } from './gateway/principals.ts';
import { AccessControl } from './iam/access-control.ts';
import { IamService } from './iam/service.ts';
import { S3Store } from './s3/store.ts';
import { StsService } from './sts/service.ts';
import { UniqueNames } from './unique-names.ts';

/** The account where nothing names another. */
export const twinAccount = '000000000000';

export interface AccountOptions {
  /** Twelve digits; left out: zeros. */
  readonly id?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Asked for a region that is called and not there; adds its services to the gateway, or does not. */
  readonly openRegion?: (region: string) => Promise<void>;
}

/** What the regions of an account share: the endpoint, IAM, and the names that are taken in all of them. */
export class Account {
  readonly id: string;
  readonly gateway: Gateway;
  readonly principals = new Principals();
  readonly access: AccessControl;
  readonly buckets = new S3Store();
  /** Names of CloudFront's policies and access controls, which an account has once. */
  readonly cloudFrontNames = new UniqueNames();

  constructor({ id = twinAccount, port, openRegion }: AccountOptions = {}) {
    this.id = id;
    this.access = new AccessControl(id);
    const { principals, access } = this;
    const authorize: Authorize = (call, required) => access.refusalOf(call, required);
    this.gateway = new Gateway({
      principals,
      authorize,
      ...(port === undefined ? {} : { port }),
      ...(openRegion === undefined ? {} : { openRegion }),
    });
    this.gateway.add(new StsService(id, access, principals));
    this.gateway.add(new IamService(id, access));
  }
}
