import { CfnOutput, Fn, RemovalPolicy, Stack, type StackProps, Token } from 'aws-cdk-lib';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { CfnGroup } from 'aws-cdk-lib/aws-resourcegroups';
import type { Construct } from 'constructs';
import { resourceNames } from '#contract/names.ts';
import { CostMonitoringStack } from './cost-monitoring-stack.ts';
import { EmailNotificationStack } from './email-notification-stack.ts';
import { customerKey } from './encryption.ts';
import { EncryptionKeyStack } from './encryption-key-stack.ts';
import { integrationOutputs } from './integration-outputs.ts';
import { SesConfigurationStack } from './ses-configuration-stack.ts';
import type { StageConfig } from './stage-config.ts';
import { stageTags } from './stage-tags.ts';

export interface TapStackProps {
  readonly config: StageConfig;
}

/** The whole system of one environment: creates the other stacks, and says what an integrator needs to know of them. */
export class TapStack extends Stack {
  readonly emailNotification: EmailNotificationStack;
  readonly sesConfiguration: SesConfigurationStack;
  readonly costMonitoring: CostMonitoringStack;
  /** Only where KMS_KEY_ARN is `create`. */
  readonly encryptionKey: EncryptionKeyStack | undefined;

  constructor(scope: Construct, id: string, { config }: TapStackProps) {
    super(scope, id, stackProps(config, 'TapStack', 'Order emails: what an integrator needs'));
    this.encryptionKey = this.#encryptionKey(config);
    const keyArn =
      config.encryption.kind === 'existing' ? config.encryption.keyArn : this.encryptionKey?.key.keyArn;
    this.emailNotification = new EmailNotificationStack(this, 'EmailNotificationStack', {
      ...stackProps(config, 'EmailNotificationStack', 'Order emails: from the order to the delivery status'),
      config,
      keyArn,
    });
    this.sesConfiguration = new SesConfigurationStack(this, 'SesConfigurationStack', {
      ...stackProps(config, 'SesConfigurationStack', 'Order emails: sender identity and configuration set'),
      config,
      feedbackTopic: this.emailNotification.feedback.topic,
    });
    this.costMonitoring = new CostMonitoringStack(this, 'CostMonitoringStack', {
      ...stackProps(config, 'CostMonitoringStack', 'Order emails: what they cost'),
      config,
      keyArn,
    });
    // Last, so that what it says is true, and so that deploying this one stack deploys them all.
    this.addStackDependency(this.sesConfiguration);
    this.#operatorLog(config, keyArn);
    this.#groupResources(config);
    this.#output(integrationOutputs(config, this));
  }

  #encryptionKey(config: StageConfig): EncryptionKeyStack | undefined {
    if (config.encryption.kind !== 'create') return undefined;
    return new EncryptionKeyStack(this, 'EncryptionKeyStack', {
      ...stackProps(config, 'EncryptionKeyStack', 'Order emails: the key under which they are kept'),
      config,
    });
  }

  /** What operators do by the command line, written before they do it: costs nothing until then. */
  #operatorLog({ environmentSuffix }: StageConfig, keyArn: string | undefined): void {
    const encryptionKey = customerKey(this, keyArn);
    new LogGroup(this, 'OperatorLog', {
      logGroupName: resourceNames(environmentSuffix).operatorLog,
      retention: RetentionDays.ONE_YEAR,
      ...(encryptionKey && { encryptionKey }),
      // As the functions' logs: a group left behind would block the next deployment of its name.
      removalPolicy: RemovalPolicy.DESTROY,
    });
  }

  /** One page in the console with everything of this environment, over all its stacks. */
  #groupResources(config: StageConfig): void {
    const tags = Object.entries(stageTags(config)).map(([key, value]) => ({ key, values: [value] }));
    new CfnGroup(this, 'Resources', {
      name: resourceNames(config.environmentSuffix).resourceGroup,
      description: 'All resources of one environment',
      resourceQuery: {
        type: 'TAG_FILTERS_1_0',
        query: { resourceTypeFilters: ['AWS::AllSupported'], tagFilters: tags },
      },
    });
  }

  #output(outputs: ReturnType<typeof integrationOutputs>): void {
    for (const [id, { value, description }] of Object.entries(outputs)) {
      new CfnOutput(this, id, { value: repeated(value), description });
    }
  }
}

/**
 * A value of another stack, as an output of this one.
 *
 * cfn-lint refuses a plain import there (W6001), so that whoever imports a value imports it from its source. These
 * outputs are for people and have no export name; selecting from a list of one changes nothing.
 */
function repeated(value: string): string {
  return Token.isUnresolved(value) ? Fn.select(0, [value]) : value;
}

function stackProps(config: StageConfig, name: string, description: string): StackProps {
  return {
    stackName: `${name}-${config.environmentSuffix}`,
    description,
    env: { account: config.account, region: config.region },
    // CloudFormation hands them on to every resource that can be tagged.
    tags: stageTags(config),
  };
}
