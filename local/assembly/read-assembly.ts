import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inDependencyOrder } from './dependency-order.ts';
import type { Template } from './template.ts';

/** One stack of a synthesized app. */
export interface AssembledStack {
  readonly stackName: string;
  readonly template: Template;
  /** Of the stack, and so of each of its resources. */
  readonly tags: Readonly<Record<string, string>>;
}

export interface Assembly {
  /** Each after all that it depends on. */
  readonly stacks: readonly AssembledStack[];
  /** Folder or file of each asset, by the key under which a deployment would upload it. */
  readonly assets: ReadonlyMap<string, string>;
}

interface Manifest {
  readonly artifacts: Readonly<Record<string, Artifact>>;
}

interface Artifact {
  readonly type: string;
  readonly dependencies?: readonly string[];
  readonly properties?: {
    readonly templateFile?: string;
    readonly file?: string;
    readonly stackName?: string;
    readonly tags?: Readonly<Record<string, string>>;
  };
}

interface AssetManifest {
  readonly files?: Readonly<
    Record<
      string,
      {
        readonly source: { readonly path: string };
        readonly destinations: Readonly<Record<string, { readonly objectKey: string }>>;
      }
    >
  >;
}

/** Reads what `cdk synth` wrote into `directory`. */
export function readAssembly(directory: string): Assembly {
  const read = <T>(file: string): T => JSON.parse(readFileSync(path.join(directory, file), 'utf8'));
  const { artifacts } = read<Manifest>('manifest.json');

  const order = inDependencyOrder(Object.keys(artifacts), (id) => artifacts[id]?.dependencies ?? []);
  const stacks = order.flatMap((id): AssembledStack[] => {
    const { type, properties = {} } = artifacts[id]!;
    if (type !== 'aws:cloudformation:stack') return [];
    const template = read<Template>(properties.templateFile!);
    return [{ stackName: properties.stackName ?? id, template, tags: properties.tags ?? {} }];
  });

  const assets = new Map<string, string>();
  for (const { type, properties } of Object.values(artifacts)) {
    if (type !== 'cdk:asset-manifest') continue;
    for (const { source, destinations } of Object.values(
      read<AssetManifest>(properties!.file!).files ?? {},
    )) {
      for (const { objectKey } of Object.values(destinations))
        assets.set(objectKey, path.join(directory, source.path));
    }
  }
  return { stacks, assets };
}
