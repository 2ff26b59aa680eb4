import { createHash } from 'node:crypto';
import type { World } from '../../world.ts';

/** One output of a stack, intrinsics resolved. */
interface StackOutput {
  readonly key: string;
  readonly value: string;
  readonly description?: string;
  /** Under which other stacks import it. */
  readonly exportName?: string;
}

/** One resource of a stack. */
interface StackResource {
  readonly logicalId: string;
  /** What `Ref` returns. */
  readonly physicalId: string;
  readonly type: string;
}

/** A stack that the assembly has created. */
export interface StackDefinition {
  readonly stackName: string;
  readonly description?: string;
  readonly outputs: readonly StackOutput[];
  readonly resources: readonly StackResource[];
  /** As it stands in the assembly. */
  readonly template: object;
  readonly tags?: Readonly<Record<string, string>>;
}

/** A stack as it is kept. */
export interface Stack extends StackDefinition {
  /** Its ARN; the same one at every start. */
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

/** What CloudFormation knows: the stacks, in the order in which they were created. */
export class Stacks {
  readonly #world: Pick<World, 'accountId' | 'region' | 'timers'>;
  readonly #byName = new Map<string, Stack>();

  constructor(world: Pick<World, 'accountId' | 'region' | 'timers'>) {
    this.#world = world;
  }

  /** Adds a stack once all of it exists. */
  add(definition: StackDefinition): Stack {
    const stack = {
      ...definition,
      id: this.idOf(definition.stackName),
      createdAt: this.#world.timers.now(),
    };
    this.#byName.set(definition.stackName, stack);
    return stack;
  }

  /** By name or id. */
  find(nameOrId: string): Stack | undefined {
    return this.#byName.get(/:stack\/([^/]+)/.exec(nameOrId)?.[1] ?? nameOrId);
  }

  list(): readonly Stack[] {
    return [...this.#byName.values()];
  }

  /** The tags with the same value on every stack, and so on everything in them. */
  commonTags(): Readonly<Record<string, string>> {
    const [first, ...others] = this.list().map(({ tags = {} }) => tags);
    const common = Object.entries(first ?? {}).filter(([key, value]) =>
      others.every((tags) => tags[key] === value),
    );
    return Object.fromEntries(common);
  }

  idOf(stackName: string): string {
    const hash = createHash('sha256').update(stackName).digest('hex');
    const uuid = [8, 4, 4, 4, 12].reduce<{ parts: string[]; at: number }>(
      ({ parts, at }, length) => ({ parts: [...parts, hash.slice(at, at + length)], at: at + length }),
      { parts: [], at: 0 },
    );
    const { region, accountId } = this.#world;
    return `arn:aws:cloudformation:${region}:${accountId}:stack/${stackName}/${uuid.parts.join('-')}`;
  }
}
