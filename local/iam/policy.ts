/** One statement as it stands in a template, intrinsics resolved. */
export interface PolicyStatement {
  readonly Sid?: string;
  readonly Effect: 'Allow' | 'Deny';
  readonly Principal?: '*' | Readonly<Record<string, string | readonly string[]>>;
  readonly Action?: string | readonly string[];
  readonly NotAction?: string | readonly string[];
  readonly Resource?: string | readonly string[];
  readonly NotResource?: string | readonly string[];
  readonly Condition?: Readonly<
    Record<string, Readonly<Record<string, string | boolean | readonly string[]>>>
  >;
}

export interface PolicyDocument {
  readonly Version?: string;
  readonly Statement: readonly PolicyStatement[] | PolicyStatement;
}

/** Who makes a call. */
export type Principal =
  /** Whoever signs with a key that is nobody's in particular: an administrator of the account. */
  | { readonly kind: 'account'; readonly accountId: string; readonly arn: string }
  /** A function of the template, known by its access key: it may do what its role's policies say. */
  | {
      readonly kind: 'role';
      readonly accountId: string;
      /** The role's own ARN, which is what policies name. */
      readonly arn: string;
      /** Who took the role on, in error messages: a function's name. @default `local` */
      readonly session?: string;
      readonly policies: () => readonly PolicyDocument[];
      /** Told of every question that is asked about it. @default nobody is told */
      readonly onDecision?: DecisionListener;
    }
  /** An AWS service acting for a resource, such as SNS delivering to a queue: it may do what the target's policy says. */
  | {
      readonly kind: 'service';
      readonly accountId: string;
      readonly service: string;
      readonly sourceArn: string;
    };

/** A permission question about a role, and the answer. */
export interface Decision {
  readonly roleArn: string;
  /** Such as `sqs:SendMessage`, in the letters of whoever asked. */
  readonly action: string;
  /** ARN, or `*` for an action without one. */
  readonly resource: string;
  /** The first statement that allows it, of the role's policies or of the resource's; `undefined` where it is refused. */
  readonly allowedBy: PolicyStatement | undefined;
}

/** Takes note of what roles ask for. Called while the caller waits: it must not throw. */
export type DecisionListener = (decision: Decision) => void;
