import { execFileSync } from 'node:child_process';
import { cpSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build } from 'esbuild';
import { GENERATED } from '../schema/generated.ts';
import { thirdPartyNotices } from '../supply-chain/notices.ts';
import { publisher } from '../supply-chain/shipped.ts';
import { bundleOptions, EXPORTED } from './bundle-options.ts';

/**
 * Builds what shops install: the publisher and the adapters of `src/`, bundled with all they need but the AWS SDK; their
 * declarations, which need nothing else either; and the schemas. `npm run pack` runs it.
 */
const HERE = import.meta.dirname;
const ROOT = path.dirname(HERE);
const DIST = path.join(HERE, 'dist');
const TYPES = path.join(DIST, 'types');

rmSync(DIST, { recursive: true, force: true });
await bundle();
declareTypes();
copySchemas();
cpSync(path.join(ROOT, 'LICENSE'), path.join(HERE, 'LICENSE'));

async function bundle(): Promise<void> {
  await build({ ...bundleOptions(), outdir: DIST });
  writeFileSync(path.join(HERE, 'THIRD-PARTY-NOTICES.txt'), thirdPartyNotices(publisher().packages));
}

/**
 * The event's type comes from its schema: the contract's own would need zod. All else that the exported modules do not name is
 * taken away again, so that no declaration is left that a shop's compiler could not read.
 */
function declareTypes(): void {
  execFileSync(path.join(ROOT, 'node_modules/.bin/tsc'), ['-p', HERE], { stdio: 'inherit' });
  writeFileSync(path.join(TYPES, 'contract/order-event.d.ts'), GENERATED['order-event.d.ts']!());
  const needed = new Set<string>();
  for (const module of EXPORTED) need(path.join(TYPES, `${module}.d.ts`));
  for (const file of globSync('**/*.d.ts', { cwd: TYPES })) {
    const declaration = path.join(TYPES, file);
    if (!needed.has(declaration)) rmSync(declaration);
  }

  function need(file: string): void {
    if (needed.has(file)) return;
    needed.add(file);
    const declared = readFileSync(file, 'utf8').replace(/(?<=from ')[#.][^']+(?=\.ts')/g, (specifier) => {
      const target = specifier.startsWith('#')
        ? path.join(TYPES, specifier.slice(1))
        : path.resolve(path.dirname(file), specifier);
      need(`${target}.d.ts`);
      const relative = path.relative(path.dirname(file), target).replaceAll(path.sep, '/');
      return relative.startsWith('.') ? relative : `./${relative}`;
    });
    // The compiler reads an import of `.js` beside a `.d.ts` as that of its declaration.
    writeFileSync(file, declared.replace(/(?<=from '\.[^']*)\.ts(?=')/g, '.js'));
  }
}

function copySchemas(): void {
  const schemas = path.join(HERE, 'schema');
  mkdirSync(schemas, { recursive: true });
  for (const file of Object.keys(GENERATED).filter((name) => name.endsWith('.json')))
    cpSync(path.join(ROOT, 'schema', file), path.join(schemas, file));
}
