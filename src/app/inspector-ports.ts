/** What is deployed, by AWS's own word: what the doctor, and whoever explains a failure, needs to know. */

/** The stacks that every environment has, by their names before the environment's suffix. */
export const STACKS = [
  'EmailNotificationStack',
  'SesConfigurationStack',
  'CostMonitoringStack',
  'TapStack',
] as const;

/** The one that there is with KMS_KEY_ARN=create only, and is deployed first. */
export const KEY_STACK = 'EncryptionKeyStack';

type StackName = (typeof STACKS)[number] | typeof KEY_STACK;

export interface DeployedStack {
  /** CloudFormation's own word, such as `CREATE_COMPLETE`. */
  readonly status: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** What CloudFormation found when it was last asked to compare; absent where it does not say. */
  readonly drift?: { readonly status: string; readonly checkedAt: string | undefined };
}

export interface DeployedStacks {
  /** Undefined: there is no such stack. */
  read(name: StackName): Promise<DeployedStack | undefined>;
}

/** An identity that SES sends for, a domain or an address. */
export interface MailIdentity {
  readonly name: string;
  readonly kind: 'domain' | 'address';
  readonly verified: boolean;
  /** SES's word, such as `SUCCESS` or `PENDING`. */
  readonly dkimStatus: string;
  readonly dkimTokens: readonly string[];
  readonly mailFromDomain: string | undefined;
  readonly mailFromStatus: string | undefined;
}

/** What SES says of the account. */
export interface SesAccount {
  readonly productionAccess: boolean;
  readonly sendingEnabled: boolean;
  /** `HEALTHY`, `PROBATION` or `SHUTDOWN`. */
  readonly enforcement: string;
  readonly maxPerDay: number;
  readonly maxPerSecond: number;
  readonly sentToday: number;
}

interface EventDestination {
  readonly name: string;
  readonly enabled: boolean;
  readonly eventTypes: readonly string[];
  readonly topicArn: string | undefined;
}

/** SES's settings. One call a second: the sender needs them too. */
export interface SesInspector {
  account(): Promise<SesAccount>;
  /** Undefined: SES has no such identity. */
  identity(name: string): Promise<MailIdentity | undefined>;
  /** Undefined: there is no such configuration set. */
  configurationSet(
    name: string,
  ): Promise<
    { readonly sendingEnabled: boolean; readonly destinations: readonly EventDestination[] } | undefined
  >;
}

/** A function as it is deployed. */
export interface DeployedFunction {
  readonly runtime: string;
  readonly state: string;
  readonly timeoutSeconds: number;
  /** Whether each of its event sources feeds it. */
  readonly sources: readonly { readonly state: string }[];
}

export interface FunctionInspector {
  /** Undefined: there is no such function. */
  read(name: string): Promise<DeployedFunction | undefined>;
}

/** Settings of a queue that the delivery protocol relies on. */
interface QueueSettings {
  readonly visibilitySeconds: number;
  readonly maxReceiveCount: number | undefined;
}

export interface QueueInspector {
  /** Undefined: there is no such queue. */
  read(name: string): Promise<QueueSettings | undefined>;
}

export interface TopicInspector {
  /** Undefined: there is no such topic. A subscription that waits to be confirmed is not confirmed. */
  emailSubscriptions(topicArn: string): Promise<readonly { readonly confirmed: boolean }[] | undefined>;
}

/** The public DNS. Throws where it cannot be asked; no records are an answer. */
export interface Dns {
  txt(name: string): Promise<readonly string[]>;
  cname(name: string): Promise<readonly string[]>;
  mx(name: string): Promise<readonly string[]>;
}
