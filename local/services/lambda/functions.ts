import { AwsError } from '../../gateway/aws-error.ts';
import type { PolicyStatement, Principal } from '../../iam/policy.ts';
import type { Roles } from '../../iam/roles.ts';
import { USAGE } from '../../meter/usage-kinds.ts';
import { accessKeyOf } from './environment-variables.ts';
import type { FunctionDefinition } from './function-definition.ts';
import { FunctionRunner, type InvocationOutcome } from './function-runner.ts';
import type { EnvironmentDeps } from './start-environment.ts';

export interface FunctionsDeps extends EnvironmentDeps {
  readonly roles: Roles;
  /** Told of every invocation that ended. */
  readonly onInvocation?: (functionName: string, outcome: InvocationOutcome) => void;
}

/** All functions of the template. Methods that name a function take its name or ARN and throw `ResourceNotFoundException`. */
export class Functions {
  readonly #deps: FunctionsDeps;
  readonly #byName = new Map<string, FunctionRunner>();
  readonly #byAccessKey = new Map<string, FunctionRunner>();
  /** What the template's permissions allow others, by function name. */
  readonly #policies = new Map<string, PolicyStatement[]>();

  constructor(deps: FunctionsDeps) {
    this.#deps = deps;
  }

  /** Makes a function exist. Its environments start when it is first invoked. */
  create(definition: FunctionDefinition): void {
    if (this.#byName.has(definition.name))
      throw new Error(`There are two functions with the name ${definition.name}.`);
    const role = this.#deps.roles.principal(definition.roleArn, definition.name);
    const runner = new FunctionRunner(definition, role, this.#deps);
    this.#byName.set(definition.name, runner);
    this.#byAccessKey.set(accessKeyOf(definition.arn), runner);
  }

  /** Lets somebody invoke a function, as `AWS::Lambda::Permission` does. */
  permit(nameOrArn: string, statement: PolicyStatement): void {
    const { name } = this.get(nameOrArn);
    this.#policies.set(name, [...(this.#policies.get(name) ?? []), statement]);
  }

  /** What the function's own policy says; `undefined` if it has none. */
  policy(nameOrArn: string): readonly PolicyStatement[] | undefined {
    return this.#policies.get(this.get(nameOrArn).name);
  }

  get(nameOrArn: string): FunctionDefinition {
    return this.#runner(nameOrArn).definition;
  }

  /** By name. */
  all(): FunctionDefinition[] {
    return [...this.#byName.keys()].sort().map((name) => this.#byName.get(name)!.definition);
  }

  /** The role that a function runs with. */
  role(nameOrArn: string): Principal {
    return this.#runner(nameOrArn).role;
  }

  /** Whose key it is, if it is a function's. */
  principalOf(accessKeyId: string): Principal | undefined {
    return this.#byAccessKey.get(accessKeyId)?.role;
  }

  /**
   * Runs a function once and waits for its end, without asking for permission.
   *
   * @param payload JSON
   */
  async invoke(nameOrArn: string, payload: string): Promise<InvocationOutcome> {
    const runner = this.#runner(nameOrArn);
    const outcome = await runner.invoke(payload);
    this.#deps.onInvocation?.(runner.definition.name, outcome);
    this.#count(runner.definition, outcome);
    return outcome;
  }

  /** Loads a function's code ahead of its first invocation. */
  warm(nameOrArn: string): void {
    this.#runner(nameOrArn).warm();
  }

  /** Ends every environment of a function now, also in mid-invocation, as if the machines under them had gone. */
  async killAll(nameOrArn: string): Promise<void> {
    await this.#runner(nameOrArn).kill();
  }

  /**
   * Ends one environment now, also in mid-invocation. `false` where there is none.
   *
   * @param sessionToken that it signs with
   */
  async killEnvironment(sessionToken: string): Promise<boolean> {
    for (const runner of this.#byName.values()) if (await runner.killEnvironment(sessionToken)) return true;
    return false;
  }

  /** Starts no more invocations, lets those under way end for so many milliseconds, and ends every environment. */
  async close(graceMs: number): Promise<void> {
    let cancel = () => {};
    const deadline = new Promise<void>((resolve) => {
      cancel = this.#deps.world.timers.schedule(graceMs, resolve);
    });
    await Promise.all([...this.#byName.values()].map((runner) => runner.close(deadline)));
    cancel();
  }

  #count({ name, memorySizeMb, architecture }: FunctionDefinition, { billedDurationMs }: InvocationOutcome) {
    const { meter } = this.#deps.world;
    const { request, time } = architecture === 'arm64' ? ARM : X86;
    const gigabyteSeconds = (memorySizeMb / 1024) * (billedDurationMs / 1000);
    meter.count({ kind: request, operation: 'Invoke', resource: name });
    meter.count({ kind: time, operation: 'Invoke', resource: name, quantity: gigabyteSeconds });
  }

  #runner(nameOrArn: string): FunctionRunner {
    const { region, accountId } = this.#deps.world;
    const name = FUNCTION_NAME.exec(nameOrArn)?.[1] ?? '';
    const runner = this.#byName.get(name);
    if (runner) return runner;
    const arn = `arn:aws:lambda:${region}:${accountId}:function:${name || nameOrArn}`;
    throw new AwsError('ResourceNotFoundException', `Function not found: ${arn}`, { status: 404 });
  }
}

const ARM = { request: USAGE.lambdaRequest, time: USAGE.lambdaTime };
const X86 = { request: USAGE.lambdaRequestX86, time: USAGE.lambdaTimeX86 };

// A name, `123456789012:function:name` or a whole ARN, each perhaps with `:$LATEST`.
const FUNCTION_NAME = /^(?:(?:arn:[^:]+:lambda:[^:]+:)?\d+:function:)?([A-Za-z0-9_-]+)(?::\$LATEST)?$/;
