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
    }
  /** An AWS service acting for a resource, such as SNS delivering to a queue: it may do what the target's policy says. */
  | {
      readonly kind: 'service';
      readonly accountId: string;
      readonly service: string;
      readonly sourceArn: string;
    };
