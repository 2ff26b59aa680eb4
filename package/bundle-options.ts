import path from 'node:path';
import type { BuildOptions } from 'esbuild';

const ROOT = path.resolve(import.meta.dirname, '..');

/** The modules that the package exports, as in its package.json. */
export const EXPORTED = [
  'publisher/publisher',
  'shops/medusa',
  'shops/saleor',
  'shops/shopify',
  'shops/woocommerce',
];

/** How the publisher and the adapters are bundled: with all they need but the AWS SDK. */
export function bundleOptions() {
  return {
    absWorkingDir: ROOT,
    entryPoints: EXPORTED.map((module) => ({
      in: path.join(ROOT, 'src', `${module}.ts`),
      out: module.replace('publisher/', ''),
    })),
    bundle: true,
    // What the adapters and the publisher share is there once.
    splitting: true,
    chunkNames: 'shared-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node22',
    external: ['@aws-sdk/*'],
    logLevel: 'warning',
  } satisfies BuildOptions;
}
