/** One resource of a template with every intrinsic function resolved. */
export interface ResolvedResource {
  readonly stackName: string;
  readonly logicalId: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: the shape is CloudFormation's, by resource type; each provider reads what it needs.
  readonly properties: Readonly<Record<string, any>>;
  readonly metadata: Readonly<Record<string, unknown>>;
}

/** What other resources may say of a created one. */
export interface CreatedResource {
  /** What `Ref` returns. */
  readonly ref: string;
  /** What `Fn::GetAtt` returns, by attribute name. */
  readonly attributes?: Readonly<Record<string, unknown>>;
}

/** Makes one CloudFormation resource type exist in the local cloud. Lies beside the service it belongs to. */
export interface ResourceProvider {
  /** Such as `AWS::SQS::Queue`. */
  readonly type: string;
  create(resource: ResolvedResource): CreatedResource | Promise<CreatedResource>;
}
