import process from 'node:process';
import { ordermailApp } from '#lib/ordermail-app.ts';
import { SettingsError } from '#lib/settings-report.ts';
import { readStageConfig } from '#lib/stage-config.ts';

try {
  ordermailApp(readStageConfig(process.env)).synth();
} catch (error) {
  if (!(error instanceof SettingsError)) throw error;
  process.stderr.write(`\n${error.message}\n`);
  process.exitCode = 1;
}
