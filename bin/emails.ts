import process from 'node:process';
import { systemClock } from '#adapters/system/clock.ts';
import { structuredLog } from '#adapters/system/log.ts';
import { createPreviewSite } from '#console/preview-site.ts';
import { serveConsole } from '#console/serve.ts';
import type { Brands } from '#contract/brand.ts';
import { SAMPLE_BRANDS } from '#email/samples.ts';
import { SettingsError } from '#lib/settings-report.ts';
import { readStageConfig } from '#lib/stage-config.ts';
import { EmailsArgumentsError, readEmailsArguments } from './emails/arguments.ts';
import { writePreview } from './emails/write-preview.ts';

const HOST = '127.0.0.1';

const print = (line: string) => void process.stdout.write(`${line}\n`);

try {
  const { port, writeTo } = readEmailsArguments(process.argv.slice(2));
  const brands = brandsToShow();
  if (writeTo === undefined) await serve(brands, port);
  else print(await writePreview(createPreviewSite(onlyDefault(brands), log()), writeTo));
} catch (error) {
  process.stderr.write(`\n${explain(error)}\n\n`);
  process.exitCode = 1;
}

/** The deployment's own brands, as a deployment would read them; without a brand file, samples. */
function brandsToShow(): Brands {
  return readStageConfig(process.env).brands ?? SAMPLE_BRANDS;
}

/** A folder with every brand would be several times as large, and of little more use. */
function onlyDefault({ default: key, brands }: Brands): Brands {
  return { default: key, brands: { [key]: brands[key]! } };
}

async function serve(brands: Brands, port: number): Promise<void> {
  const served = await serveConsole(createPreviewSite(brands, log()), { host: HOST, port });
  print(`Every email: http://${HOST}:${served.port}/emails · Press Ctrl-C to stop.`);
  const stop = async () => {
    print('\nStopped.');
    await served.close();
    process.exit(0);
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function log() {
  return structuredLog(systemClock, print);
}

/** In words for the person who started; a stack trace only for a bug of ours. */
function explain(error: unknown): string {
  if (error instanceof EmailsArgumentsError || error instanceof SettingsError) return error.message;
  const { code, port, path, stack } = error as {
    code?: string;
    port?: number;
    path?: string;
    stack?: string;
  };
  if (code === 'EADDRINUSE')
    return `Port ${port} is taken, perhaps by another preview. Choose another: npm run emails -- --port 8030`;
  if (code !== undefined && path !== undefined)
    return `The preview cannot be written to ${path} (${code}). Name a folder that may be written to: npm run emails -- --write FOLDER`;
  return `This is a bug in Ordermail; please report it with what follows.\n${stack ?? String(error)}`;
}
