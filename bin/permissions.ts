import path from 'node:path';
import process from 'node:process';
import { permissionsAssemblies } from './permissions/assembly.ts';
import { permissionParts } from './permissions/document.ts';
import { explainedFindings } from './permissions/explained-findings.ts';
import { provePermissions } from './permissions/prove.ts';
import { writeParts } from './security-page/parts.ts';

/**
 * Runs everything that the functions do, and compares what they use with what the template grants them.
 *
 *   npm run permissions               prints the tables, or what is wrong
 *   npm run permissions -- --write    also writes them into docs/security.md
 */
const PROJECT = path.resolve(import.meta.dirname, '..');

const { grants, findings } = await provePermissions(
  await permissionsAssemblies(path.join(PROJECT, '.ordermail/assembly')),
);
if (findings.length > 0) {
  process.stderr.write(`${findings.join('\n')}\n`);
  process.exitCode = 1;
} else {
  const parts = permissionParts(grants, explainedFindings());
  process.stdout.write(`${Object.values(parts).join('\n\n')}\n`);
  if (process.argv.includes('--write')) writeParts(parts);
}
