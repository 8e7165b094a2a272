import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { RemovalPolicy, Stack, Tags, type Duration, AssetHashType, DockerImage } from 'aws-cdk-lib';
import { Effect, PolicyStatement, Role } from 'aws-cdk-lib/aws-iam';
import { Architecture, Function, LoggingFormat, Runtime, Code } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { operatorFunction } from '../../config/operator-function.ts';
import { forOwnAccountIfSaid } from './service-principals.ts';
import { bundleOf, functions } from '../handler-bundles.ts';

/** What Lambda runs the functions on. */
export const runtime = Runtime.NODEJS_24_X;

/** A function of the control plane; `Environment` is what its own schema reads, so a forgotten variable fails `tsc`. */
export interface ControlFunctionProps<Environment extends Readonly<Record<string, string>>> {
  /** The folder under `lambdas/` that holds its `handler.ts`. */
  readonly folder: string;
  readonly description: string;
  readonly environment: Environment;
  readonly timeout: Duration;
  /** CPU comes with memory: what a failover waits for gets more of it. */
  readonly memoryMb: number;
  /** So many copies at once, kept free for this function and no more of them; undefined: what the account has free. */
  readonly reservedConcurrency?: number | undefined;
  /** One of the steps that CloudWatch Logs knows. */
  readonly logRetentionDays: number;
}

/**
 * One bundled function with a role of its own, which may write its logs and nothing else until it is given more.
 */
export class ControlFunction<Environment extends Readonly<Record<string, string>>> extends Construct {
  readonly function: Function;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: ControlFunctionProps<Environment>) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Logs', {
      retention: retentionOf(props.logRetentionDays),
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new Role(this, 'Role', {
      assumedBy: forOwnAccountIfSaid(this, 'lambda.amazonaws.com'),
      description: `What ${props.folder} of ${Stack.of(this).stackName} may do`,
    });
    this.role.addToPolicy(
      new PolicyStatement({
        sid: 'WriteOwnLogs',
        effect: Effect.ALLOW,
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    );
    this.function = new Function(this, 'Function', {
      description: props.description,
      code: bundledHandler(props.folder),
      handler: 'index.handler',
      runtime,
      architecture: Architecture.ARM_64,
      role: this.role,
      logGroup,
      // Powertools writes JSON itself, and its metrics must reach CloudWatch unwrapped.
      loggingFormat: LoggingFormat.TEXT,
      environment: props.environment,
      timeout: props.timeout,
      memorySize: props.memoryMb,
      ...(props.reservedConcurrency !== undefined && {
        reservedConcurrentExecutions: props.reservedConcurrency,
      }),
    });
    Tags.of(this.function).add(operatorFunction.tag, props.folder, {
      includeResourceTypes: ['AWS::Lambda::Function'],
    });
  }

  /** Lets the function do what the statements say. */
  allow(...statements: readonly PolicyStatement[]): void {
    for (const statement of statements) this.function.addToRolePolicy(statement);
  }
}

function retentionOf(days: number): RetentionDays {
  const retention = Object.values(RetentionDays).find((step): step is RetentionDays => Number(step) === days);
  if (retention === undefined) {
    throw new Error(`CloudWatch Logs does not keep logs for ${days} days: choose one of its steps, like 30.`);
  }
  return retention;
}

/**
 * The code of one function. Bundled by ourselves rather than through CDK's NodejsFunction, whose package runner costs most
 * of a second for each function.
 */
function bundledHandler(folder: string): Code {
  return Code.fromAsset(join(functions, folder), {
    // By its result, so that an edited comment or test deploys nothing.
    assetHashType: AssetHashType.OUTPUT,
    bundling: {
      // Required by the interface; bundling in a container never comes to pass.
      image: DockerImage.fromRegistry('scratch'),
      local: {
        tryBundle: (outputFolder) => {
          writeFileSync(join(outputFolder, 'index.js'), bundleOf(folder));
          return true;
        },
      },
    },
  });
}
