import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { withParts } from './permissions/document.ts';
import { resourcePolicyParts } from './resource-policies/document.ts';

/**
 * Who may do what with each topic, queue and key, as the templates say.
 *
 *   npm run resource-policies               prints the tables
 *   npm run resource-policies -- --write    also writes them into docs/security.md
 */
const DOCUMENT = path.resolve(import.meta.dirname, '../docs/security.md');

const parts = resourcePolicyParts();
process.stdout.write(`${Object.values(parts).join('\n\n')}\n`);
if (process.argv.includes('--write'))
  writeFileSync(DOCUMENT, withParts(readFileSync(DOCUMENT, 'utf8'), parts));
