import { SettingsError } from '#lib/settings-report.ts';
import { SynthesisError } from '#local/assembly/synthesize.ts';
import { TemplateError } from '#local/assembly/template.ts';
import { DISK_FULL, isDiskFull } from '#local/disk-full.ts';
import { StateFolderError } from '#local/runtime/state-folder.ts';
import { StartSettingsError } from './start-settings.ts';

/** Failures whose message is written for the person who started. */
const READABLE = [SettingsError, StartSettingsError, StateFolderError, SynthesisError, TemplateError];

/** What to tell the person who started: a sentence and the next step; a stack trace only for a bug of ours. */
export function explainFailure(error: unknown): string {
  if (READABLE.some((kind) => error instanceof kind)) return (error as Error).message;
  if (isDiskFull(error)) return DISK_FULL;
  const { code, port, stack } = error as { code?: string; port?: number; stack?: string };
  if (code === 'EADDRINUSE') {
    return (
      `Port ${port} is taken, perhaps by another Ordermail that is still running. Stop that, or choose other ports: ` +
      'ORDERMAIL_PORT (the AWS endpoint, 4566 by default) and ORDERMAIL_CONSOLE_PORT (8025 by default).'
    );
  }
  if (code === 'EACCES')
    return `Port ${port} is not allowed for this user. Choose one above 1023: ORDERMAIL_PORT, ORDERMAIL_CONSOLE_PORT.`;
  return `This is a bug in Ordermail; please report it with what follows.\n${stack ?? String(error)}`;
}
