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
    /** Of a stage: an assembly of its own. */
    readonly directoryName?: string;
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

/** Reads what `cdk synth` wrote into `directory`, its stages included. */
export function readAssembly(directory: string): Assembly {
  const { artifacts } = readJson<Manifest>(directory, 'manifest.json');
  const order = inDependencyOrder(Object.keys(artifacts), (id) => artifacts[id]?.dependencies ?? []);
  const parts = order.map((id) => readArtifact(directory, id, artifacts[id]!));
  return {
    stacks: parts.flatMap(({ stacks }) => stacks),
    assets: new Map(parts.flatMap(({ assets }) => [...assets])),
  };
}

function readArtifact(directory: string, id: string, { type, properties = {} }: Artifact): Assembly {
  const none: Assembly = { stacks: [], assets: new Map() };
  switch (type) {
    case 'aws:cloudformation:stack': {
      const template = readJson<Template>(directory, properties.templateFile!);
      const stack = { stackName: properties.stackName ?? id, template, tags: properties.tags ?? {} };
      return { ...none, stacks: [stack] };
    }
    case 'cdk:asset-manifest':
      return { ...none, assets: readAssets(directory, properties.file!) };
    case 'cdk:cloud-assembly':
      return readAssembly(path.join(directory, properties.directoryName!));
    default:
      return none;
  }
}

function readAssets(directory: string, file: string): ReadonlyMap<string, string> {
  const { files = {} } = readJson<AssetManifest>(directory, file);
  return new Map(
    Object.values(files).flatMap(({ source, destinations }) =>
      Object.values(destinations).map(({ objectKey }) => [objectKey, path.join(directory, source.path)]),
    ),
  );
}

function readJson<T>(directory: string, file: string): T {
  return JSON.parse(readFileSync(path.join(directory, file), 'utf8'));
}
