/** A Lambda function as its template declares it. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  readonly runtime: string;
  /** Such as `index.handler`. */
  readonly handler: string;
  readonly description: string;
  /** The folder of its code. */
  readonly codeFolder: string;
  /** Of the code, in base64. */
  readonly codeSha256: string;
  readonly codeSizeBytes: number;
  readonly timeoutSeconds: number;
  readonly memorySizeMb: number;
  readonly architecture: string;
  /** The variables that the template sets. */
  readonly environment: Readonly<Record<string, string>>;
  readonly logging: FunctionLogging;
  /** How many environments may run at once; more is throttled. Absent: as many as the machine can bear. */
  readonly reservedConcurrency?: number | undefined;
}

export interface FunctionLogging {
  readonly group: string;
  readonly format: 'Text' | 'JSON';
  /** Of the function's own lines; only with format JSON. */
  readonly applicationLevel: string;
  /** Of Lambda's lines about each invocation; only with format JSON. */
  readonly systemLevel: string;
}
