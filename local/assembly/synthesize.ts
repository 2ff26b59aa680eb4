import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import path from 'node:path';

export interface SynthesisOptions {
  /** Holds cdk.json. */
  readonly projectDirectory: string;
  /** Each result is kept in a folder of its own below it, named by the hash of all it was made from. */
  readonly cacheDirectory: string;
  /** What the app decides by. All of it is part of the hash. */
  readonly settings: Readonly<Record<string, string>>;
  /** Other files that the app reads, by path. Their content is part of the hash. */
  readonly inputs?: readonly string[];
  /** Whole sentences for the person who waits. */
  readonly onProgress: (message: string) => void;
}

/** The app refused to synthesize. The message is the app's own. */
export class SynthesisError extends Error {}

/** Files that decide the result. A dependency cannot change without the lock file. */
const INPUTS = ['cdk.json', 'package.json', 'package-lock.json', 'bin/**/*', 'lib/**/*', 'src/**/*'];

/** How many results are kept: one for each environment somebody works on. */
const KEPT = 5;

/** Runs the CDK app, or finds the result of the same app and settings from before. Returns the assembly's folder. */
export async function synthesize(options: SynthesisOptions): Promise<string> {
  const { cacheDirectory, onProgress } = options;
  const result = path.join(cacheDirectory, hashOf(options));
  if (existsSync(path.join(result, 'manifest.json'))) {
    onProgress('Synthesized before: nothing has changed since.');
    return result;
  }
  onProgress('Synthesizing the CDK app. This takes some seconds, once for each change.');
  mkdirSync(cacheDirectory, { recursive: true });
  // Written beside its final place and moved there when complete, so that no half result is ever found.
  const draft = mkdtempSync(`${result}.draft-`);
  await runApp(options, draft);
  moveInto(result, draft);
  removeOldest(cacheDirectory);
  return result;
}

/** Somebody else may have synthesized the same at the same time: the first result stays, and is as good. */
function moveInto(result: string, draft: string): void {
  try {
    renameSync(draft, result);
  } catch (error) {
    if (!existsSync(path.join(result, 'manifest.json'))) throw error;
    rmSync(draft, { recursive: true, force: true });
  }
}

function hashOf({ projectDirectory, settings, inputs = [] }: SynthesisOptions): string {
  const hash = createHash('sha256').update(JSON.stringify(Object.entries(settings).toSorted()));
  const files = globSync(INPUTS, { cwd: projectDirectory })
    .filter((file) => statSync(path.join(projectDirectory, file)).isFile())
    .toSorted();
  for (const file of files)
    hash.update(`\n${file}\n`).update(readFileSync(path.join(projectDirectory, file)));
  // One that is not there is the app's to report.
  for (const file of inputs) hash.update(`\n${file}\n`).update(existsSync(file) ? readFileSync(file) : '');
  return hash.digest('hex').slice(0, 32);
}

async function runApp(
  { projectDirectory, settings }: SynthesisOptions,
  outputDirectory: string,
): Promise<void> {
  const { app, context } = JSON.parse(readFileSync(path.join(projectDirectory, 'cdk.json'), 'utf8'));
  // The app starts "node": it must be the one that runs this, whatever else the machine has.
  const searchPath = [path.dirname(process.execPath), process.env.PATH].join(path.delimiter);
  const child = spawn(app, {
    cwd: projectDirectory,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...settings,
      PATH: searchPath,
      CDK_OUTDIR: outputDirectory,
      CDK_CONTEXT_JSON: JSON.stringify(context ?? {}),
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (chunk) => {
      output += chunk;
    });
  }
  const code = await new Promise<number | null>((done, fail) =>
    child.once('error', fail).once('close', done),
  );
  if (code === 0) return;
  rmSync(outputDirectory, { recursive: true, force: true });
  throw new SynthesisError(
    output.trim() || `The CDK app ("${app}") ended with exit code ${code} and no message.`,
  );
}

function removeOldest(cacheDirectory: string): void {
  const results = globSync('*', { cwd: cacheDirectory })
    .map((name) => path.join(cacheDirectory, name))
    .map((folder) => ({ folder, time: statSync(folder).mtimeMs }))
    .toSorted((a, b) => b.time - a.time);
  for (const { folder } of results.slice(KEPT)) rmSync(folder, { recursive: true, force: true });
}
