/** What an execution environment is started with. */
export interface HostSettings {
  /** The folder of the function's code. */
  readonly taskRoot: string;
  /** Such as `index.handler`. */
  readonly handler: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memorySizeMb: number;
  readonly logGroupName: string;
  readonly logStreamName: string;
  readonly logFormat: 'Text' | 'JSON';
  /** How far ahead of the machine's clock the function lives. */
  readonly clockOffsetMs: number;
}

/** One event for the function. */
export interface HostInvocation {
  readonly requestId: string;
  /** JSON: objects are made inside, so that nothing is shared with anybody. */
  readonly payload: string;
  readonly timeoutMs: number;
}

/** How Lambda shows a function's failure to its caller. */
export interface FunctionError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What an environment tells the Lambda service. */
export type HostMessage =
  /** Log events, in order. */
  | readonly ['log', readonly string[]]
  /** The code is loaded. */
  | readonly ['ready']
  | readonly ['result', payload: string, memoryUsedMb: number]
  /** `fatal`: the environment is unusable and about to exit. */
  | readonly ['error', error: FunctionError, fatal: boolean];
