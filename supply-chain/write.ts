import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeParts } from '../bin/security-page/parts.ts';
import { ROOT } from './lock-file.ts';
import { thirdPartyNotices } from './notices.ts';
import { builtFrom } from './report.ts';
import { sbom } from './sbom.ts';
import { shipped } from './shipped.ts';

/**
 * Writes the bills of materials and the notices to the folder `sbom`, and the tables of docs/security.md: `npm run sbom`. Needs no
 * network.
 */
const FOLDER = path.join(ROOT, 'sbom');

mkdirSync(FOLDER, { recursive: true });
const parts = shipped();
write('shipped.cdx.json', `${JSON.stringify(sbom(parts), null, 2)}\n`, 'what ships');
write('third-party-notices.txt', thirdPartyNotices(packagesOf(parts)), 'the licences of what ships');
write('development.cdx.json', development(), 'all that the lock file names, to build and test with');

writeParts({ 'npm run sbom': builtFrom(parts) });

function packagesOf(all: typeof parts) {
  return [...new Map(all.flatMap(({ packages }) => packages).map((one) => [one.folder, one])).values()];
}

/** npm's own account of the lock file. */
function development(): string {
  return execFileSync('npm', ['sbom', '--package-lock-only', '--sbom-format', 'cyclonedx'], {
    cwd: ROOT,
    encoding: 'utf8',
    maxBuffer: 100_000_000,
    shell: process.platform === 'win32',
  });
}

function write(file: string, content: string, what: string): void {
  writeFileSync(path.join(FOLDER, file), content);
  console.log(`sbom/${file}: ${what}`);
}
