import { CfnOutput, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as kms from 'aws-cdk-lib/aws-kms';
import type { Construct } from 'constructs';
import { resourceNames } from '#contract/names.ts';
import { keyAdministration, keyUseStatements } from './key-permissions.ts';
import type { StageConfig } from './stage-config.ts';

export interface EncryptionKeyStackProps extends StackProps {
  readonly config: StageConfig;
}

/**
 * A key of this environment's own, in a stack of its own: the others import it, and the day they take another key, or none, this stack
 * stays as it is and its export hinders nobody (docs/decisions/0032).
 */
export class EncryptionKeyStack extends Stack {
  readonly key: kms.Key;

  constructor(scope: Construct, id: string, { config, ...props }: EncryptionKeyStackProps) {
    super(scope, id, props);
    this.key = new kms.Key(this, 'Key', {
      description: `Orders and emails of ${config.environmentSuffix}`,
      // Once a year, by KMS; what is encrypted stays readable.
      enableKeyRotation: true,
      policy: new iam.PolicyDocument({
        statements: [keyAdministration(), ...keyUseStatements(this, config)],
      }),
      // The table stays too, and would be lost without it.
      removalPolicy: RemovalPolicy.RETAIN,
    });
    // Not kept: it would block the next deployment of its name.
    new kms.Alias(this, 'Alias', {
      aliasName: `alias/${resourceNames(config.environmentSuffix).encryptionKey}`,
      targetKey: this.key,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    new CfnOutput(this, 'EncryptionKeyArn', {
      value: this.key.keyArn,
      description: 'It stays when all is destroyed, for the table that stays',
    });
  }
}
