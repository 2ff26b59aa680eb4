import process from 'node:process';
import { resourcePolicyParts } from './resource-policies/document.ts';
import { writeParts } from './security-page/parts.ts';

/**
 * Who may do what with each topic, queue and key, as the templates say.
 *
 *   npm run resource-policies               prints the tables
 *   npm run resource-policies -- --write    also writes them into docs/security.md
 */
const parts = resourcePolicyParts();
process.stdout.write(`${Object.values(parts).join('\n\n')}\n`);
if (process.argv.includes('--write')) writeParts(parts);
