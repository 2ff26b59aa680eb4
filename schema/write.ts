import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { GENERATED } from './generated.ts';

/** Writes the generated files of this folder: `npm run schema`. */
for (const [file, content] of Object.entries(GENERATED)) {
  writeFileSync(path.join(import.meta.dirname, file), content());
}
