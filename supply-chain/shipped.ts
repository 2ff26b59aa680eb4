import { createHash } from 'node:crypto';
import { buildSync, type Metafile } from 'esbuild';
import { bundleOptions as functionOptions } from '#lib/constructs/bundle.ts';
import { bundleOptions as publisherOptions } from '../package/bundle-options.ts';
import { type LockedPackage, lockedPackages, packageName } from './lock-file.ts';

/** The Lambda functions' entries in src/handlers, without their ending. */
const HANDLERS = ['cost', 'feedback', 'send'] as const;

/** A package of others of which code is in something that ships. */
export interface ShippedPackage extends LockedPackage {
  readonly name: string;
  /** Where it is installed, from the repository's root. */
  readonly folder: string;
}

/** Something that leaves this repository and runs elsewhere. */
export interface Shipped {
  readonly name: string;
  readonly description: string;
  /** SHA-256 of its code in hexadecimal, where it is a single file. */
  readonly sha256?: string;
  /** By name. */
  readonly packages: readonly ShippedPackage[];
}

/** All that ships: the functions' bundles, and the package that shops install. */
export const shipped = (): readonly Shipped[] => [...HANDLERS.map(lambdaFunction), publisher()];

function lambdaFunction(handler: (typeof HANDLERS)[number]): Shipped {
  const options = { ...functionOptions(`src/handlers/${handler}.ts`), metafile: true, write: false } as const;
  const { metafile, outputFiles } = buildSync(options);
  const code = outputFiles.find(({ path }) => path.endsWith('index.mjs'))!;
  return {
    name: `ordermail-${handler}`,
    description: `index.mjs of the Lambda function made of src/handlers/${handler}.ts`,
    sha256: createHash('sha256').update(code.contents).digest('hex'),
    packages: packagesIn(metafile),
  };
}

/** The package that `npm run pack` makes. The AWS SDK is not in it: the shop's own lock file has that. */
export function publisher(): Shipped {
  const options = { ...publisherOptions(), outdir: 'dist', metafile: true, write: false } as const;
  return {
    name: 'ordermail-publisher',
    description: 'The npm package that shops publish orders with',
    packages: packagesIn(buildSync(options).metafile),
  };
}

/** The packages of which at least one byte came through: esbuild drops what nothing uses. */
function packagesIn(metafile: Metafile): ShippedPackage[] {
  const locked = lockedPackages();
  const folders = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .flatMap(([file]) => /node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(file) ?? []);
  return [...new Set(folders)]
    .map((folder) => ({ ...locked.get(folder)!, name: packageName(folder), folder }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
