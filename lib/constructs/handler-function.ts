import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as kms from 'aws-cdk-lib/aws-kms';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { FUNCTION_TIMEOUT_SECONDS } from '#contract/timing.ts';
import { bundle, type ExtraFiles } from './bundle.ts';

export interface HandlerFunctionProps {
  readonly functionName: string;
  readonly description: string;
  /** Path of the module that exports `handler`, from the repository's root. */
  readonly entry: string;
  /**
   * What the handler reads from the folder of its code, by file name.
   *
   * @default none
   */
  readonly files?: ExtraFiles;
  /** What the handler reads from its environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** All the function may do, beyond writing its own log. */
  readonly statements: readonly iam.PolicyStatement[];
  /** Of its log. CloudWatch Logs uses it by itself: the function needs no permission. @default CloudWatch's own */
  readonly encryptionKey?: kms.IKey | undefined;
}

/** A Lambda function with a role and a log group of its own. */
export class HandlerFunction extends Construct {
  readonly function: lambda.Function;
  readonly role: iam.Role;
  readonly logGroup: logs.LogGroup;

  constructor(scope: Construct, id: string, props: HandlerFunctionProps) {
    super(scope, id);
    this.logGroup = new logs.LogGroup(this, 'Log', {
      logGroupName: `/aws/lambda/${props.functionName}`,
      retention: logs.RetentionDays.THREE_MONTHS,
      ...(props.encryptionKey && { encryptionKey: props.encryptionKey }),
      // Holds no fact that the table does not hold, and a group left behind would block the next deployment of its name.
      removalPolicy: RemovalPolicy.DESTROY,
    });
    this.role = new iam.Role(this, 'Role', {
      assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
      description: `What the function ${props.functionName} may do`,
      inlinePolicies: {
        Permissions: new iam.PolicyDocument({ statements: [...props.statements, writeTo(this.logGroup)] }),
      },
    });
    this.function = new lambda.Function(this, 'Function', {
      functionName: props.functionName,
      description: props.description,
      code: lambda.Code.fromAsset(bundle(props.entry, props.files)),
      handler: 'index.handler',
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      // The work is waiting for the network: more memory would only cost more.
      memorySize: 256,
      timeout: Duration.seconds(FUNCTION_TIMEOUT_SECONDS),
      role: this.role,
      logGroup: this.logGroup,
      environment: { ...props.environment, NODE_OPTIONS: '--enable-source-maps' },
    });
  }
}

function writeTo(logGroup: logs.LogGroup): iam.PolicyStatement {
  return new iam.PolicyStatement({
    sid: 'WriteOwnLog',
    actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
    resources: [logGroup.logGroupArn],
  });
}
